package dev.parallax.recommendation.upload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a file is laid out: as its sender says, or else told by its first two lines.
 *
 * @param delimiter between the fields of a line
 * @param header whether the first line names the columns
 * @param columns what each holds, by place
 */
record Layout(String delimiter, boolean header, List<Column> columns) {
  private static final double LARGEST_RATING = 100_000;

  /** Where a role is, or -1. */
  int place(Column column) {
    return columns.indexOf(column);
  }

  /** Null where the file has no such column, empty where the line has nothing there. */
  String field(List<String> fields, Column column) {
    int place = place(column);
    if (place < 0) {
      return null;
    }
    return place < fields.size() ? fields.get(place).strip() : "";
  }

  /** The role of each column, as {@link Columns} takes them. */
  String told() {
    return columns.stream()
        .map(column -> column == Column.IGNORED ? Columns.NONE : column.wireName())
        .collect(Collectors.joining(","));
  }

  /** A number as Java reads it; where commas do not part fields they may part decimals. */
  String number(String text) {
    return delimiter.equals(",") ? text : text.replace(',', '.');
  }

  /**
   * @param second null where there is only one line
   */
  static Layout of(String first, String second, Columns said) throws UnreadableFileException {
    String delimiter = Fields.delimiter(first);
    // What else is read as Latin 1 may be compared with what the sender writes.
    String decoded =
        new String(first.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    List<String> fields = Fields.of(decoded, delimiter);
    List<Column> named = fields.stream().map(Column::named).toList();
    boolean known = named.stream().anyMatch(Column.NEEDED::contains);
    if (!said.names().isEmpty() || known && said.places().isEmpty()) {
      return new Layout(delimiter, true, Header.columns(fields, named, said.names()));
    }
    List<Column> places = said.places().isEmpty() ? usual(fields) : said.places();
    Layout layout = new Layout(delimiter, known, filled(places, fields.size()));
    if (known || second == null || !layout.isHeader(decoded, Fields.of(second, delimiter))) {
      return layout;
    }
    if (said.places().isEmpty()) {
      throw new UnreadableFileException(
          UnreadableFileException.COLUMNS,
          "must say which column is which, such as user=NAME,item=NAME: line 1 of the file looks"
              + " like a header and names neither user nor item (known are "
              + Column.USER.known()
              + " and "
              + Column.ITEM.known()
              + ")");
    }
    return new Layout(delimiter, true, layout.columns());
  }

  /** Of two lines only the second has digits where ids, or a rating or a time, have them. */
  private boolean isHeader(String first, List<String> second) {
    boolean ids = true;
    for (Column needed : Column.NEEDED) {
      ids &= hasDigit(field(second, needed));
    }
    boolean number =
        hasDigit(field(second, Column.RATING)) || hasDigit(field(second, Column.TIMESTAMP));
    return !hasDigit(first) && (ids || number);
  }

  private static boolean hasDigit(String text) {
    return text != null && text.chars().anyMatch(Character::isDigit);
  }

  private static List<Column> filled(List<Column> places, int size) throws UnreadableFileException {
    if (places.size() > size) {
      throw new UnreadableFileException(
          UnreadableFileException.COLUMNS,
          "must not be more than line 1 of the file has, which are " + size);
    }
    List<Column> columns = new ArrayList<>(places);
    while (columns.size() < size) {
      columns.add(Column.IGNORED);
    }
    return List.copyOf(columns);
  }

  /** User, item, rating, timestamp; a third column alone is a time where no rating is as large. */
  private static List<Column> usual(List<String> fields) throws UnreadableFileException {
    if (fields.size() < 2) {
      throw new UnreadableFileException("line 1: must have user and item");
    }
    if (Times.isDate(fields.get(0)) || Times.isDate(fields.get(1))) {
      throw new UnreadableFileException(
          UnreadableFileException.COLUMNS,
          "must say what each column holds, such as user,timestamp,item: without a header user,"
              + " item, rating, timestamp is assumed, and a date is not where it should be");
    }
    return switch (fields.size()) {
      case 2 -> Column.NEEDED;
      case 3 ->
          List.of(
              Column.USER, Column.ITEM, isTime(fields.get(2)) ? Column.TIMESTAMP : Column.RATING);
      default -> List.of(Column.USER, Column.ITEM, Column.RATING, Column.TIMESTAMP);
    };
  }

  private static boolean isTime(String field) {
    try {
      return Double.parseDouble(field.strip()) > LARGEST_RATING;
    } catch (NumberFormatException e) {
      return field.indexOf('-') > 0 || Times.isDate(field);
    }
  }
}
