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
  private static final double LARGEST_RATING = 100_000;

  /** Where a role is, or -1. */
  int place(Column column) {
    return columns.indexOf(column);
  }

  static Layout of(String first) throws UnreadableFileException {
    String delimiter =
        DELIMITERS.stream()
            .filter(first::contains)
            .findFirst()
            .orElseThrow(
                () ->
                    new UnreadableFileException(
                        "line 1: must have user and item, separated by a comma, semicolon, tab,"
                            + " bar, space or two colons"));
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
