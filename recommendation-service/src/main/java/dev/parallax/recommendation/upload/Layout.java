package dev.parallax.recommendation.upload;

import java.util.ArrayList;
import java.util.List;

/**
 * How a file is laid out, told by its first line.
 *
 * @param delimiter between the fields of a line
 * @param header whether the first line names the columns
 * @param columns what each holds, by place
 */
record Layout(String delimiter, boolean header, List<Column> columns) {
  private static final List<String> DELIMITERS = List.of("::", "\t", ",", ";", "|", " ");
  private static final List<String> IN_TEXTS = List.of(",", ";", "|");
  private static final double LARGEST_RATING = 100_000;

  /** Where a role is, or -1. */
  int place(Column column) {
    return columns.indexOf(column);
  }

  static Layout of(String first) throws UnreadableFileException {
    String delimiter = delimiter(first);
    List<String> fields = Fields.of(first, delimiter);
    List<Column> named = fields.stream().map(Column::named).toList();
    boolean header = named.contains(Column.USER) || named.contains(Column.ITEM);
    if (!header) {
      return new Layout(delimiter, false, byPlace(fields));
    }
    for (Column needed : List.of(Column.USER, Column.ITEM)) {
      if (!named.contains(needed)) {
        throw new UnreadableFileException(
            "line 1: the header must name a column "
                + needed.wireName()
                + " (or "
                + needed.wireName()
                + "_id), beside rating and timestamp where there are any");
      }
    }
    return new Layout(delimiter, true, named);
  }

  /**
   * Two lines without known names, of which only the second looks like ids, are a header that says
   * something else.
   */
  void requireNoHeader(String first, String second) throws UnreadableFileException {
    List<String> fields = Fields.of(second, delimiter);
    boolean ids = fields.size() > 1 && hasDigit(fields.get(0)) && hasDigit(fields.get(1));
    if (ids && !hasDigit(first)) {
      throw new UnreadableFileException(
          "line 1: looks like a header and names neither user nor item: call them so; known are "
              + Column.USER.known()
              + " and "
              + Column.ITEM.known());
    }
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  /** A number as Java reads it; where commas do not part fields they may part decimals. */
  String number(String text) {
    return delimiter.equals(",") ? text : text.replace(',', '.');
  }

  /** The one that comes first, but of those that texts have, too, the one of most fields. */
  private static String delimiter(String first) throws UnreadableFileException {
    List<String> found = DELIMITERS.stream().filter(first::contains).toList();
    if (found.isEmpty()) {
      throw new UnreadableFileException(
          "line 1: must have user and item, separated by a comma, semicolon, tab,"
              + " bar, space or two colons");
    }
    String best = found.getFirst();
    if (IN_TEXTS.contains(best)) {
      for (String other : found) {
        boolean more = Fields.of(first, other).size() > Fields.of(first, best).size();
        best = IN_TEXTS.contains(other) && more ? other : best;
      }
    }
    return best;
  }

  /** User, item, rating, timestamp; a third column alone is a time where no rating is as large. */
  private static List<Column> byPlace(List<String> fields) {
    List<Column> columns = new ArrayList<>(List.of(Column.USER, Column.ITEM));
    if (fields.size() == 3) {
      columns.add(isTime(fields.get(2)) ? Column.TIMESTAMP : Column.RATING);
    } else if (fields.size() > 3) {
      columns.add(Column.RATING);
      columns.add(Column.TIMESTAMP);
    }
    while (columns.size() < fields.size()) {
      columns.add(Column.IGNORED);
    }
    return columns;
  }

  private static boolean isTime(String field) {
    try {
      return Double.parseDouble(field.strip()) > LARGEST_RATING;
    } catch (NumberFormatException e) {
      return field.indexOf('-') > 0;
    }
  }
}
