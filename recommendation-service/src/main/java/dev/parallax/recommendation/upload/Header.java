package dev.parallax.recommendation.upload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which column of a header holds what. */
final class Header {
  private static final int MOST_SHOWN = 500;

  private Header() {}

  /**
   * @param fields the first line
   * @param known what each holds by the names that are known
   * @param said what the sender calls the column of a role, which goes before what is known
   */
  static List<Column> columns(List<String> fields, List<Column> known, Map<Column, String> said)
      throws UnreadableFileException {
    List<Column> columns = new ArrayList<>(known);
    columns.replaceAll(column -> said.containsKey(column) ? Column.IGNORED : column);
    for (Map.Entry<Column, String> one : said.entrySet()) {
      if (!one.getValue().equals(Columns.NONE)) {
        columns.set(place(fields, known, one.getValue()), one.getKey());
      }
    }
    for (Column role : Column.values()) {
      if (role != Column.IGNORED) {
        requireOne(role, fields, columns);
      }
    }
    return List.copyOf(columns);
  }

  private static int place(List<String> fields, List<Column> known, String name)
      throws UnreadableFileException {
    for (int place = 0; place < fields.size(); place++) {
      String field = fields.get(place).strip();
      int type = field.indexOf(':'); // RecBole's files say user_id:token.
      if (field.equalsIgnoreCase(name)
          || type > 0 && field.substring(0, type).equalsIgnoreCase(name)) {
        return place;
      }
    }
    throw new UnreadableFileException(
        UnreadableFileException.COLUMNS,
        "must name columns of the header in line 1, which has no "
            + name
            + (isAny(known) ? ": it has " + shown(fields) : ""));
  }

  private static void requireOne(Column role, List<String> fields, List<Column> columns)
      throws UnreadableFileException {
    List<String> such =
        IntStream.range(0, columns.size())
            .filter(place -> columns.get(place) == role)
            .mapToObj(fields::get)
            .map(String::strip)
            .toList();
    if (such.size() > 1) {
      throw new UnreadableFileException(
          UnreadableFileException.COLUMNS,
          "must say which column is the %s, such as %s=%s: it could be each of %s"
              .formatted(role.wireName(), role.wireName(), such.getFirst(), shown(such)));
    }
    if (such.isEmpty() && Column.NEEDED.contains(role)) {
      throw new UnreadableFileException(
          UnreadableFileException.COLUMNS,
          "must say which column is the %s, such as %s=NAME: line 1 of the file has %s"
              .formatted(
                  role.wireName(),
                  role.wireName(),
                  isAny(columns) ? shown(fields) : "no name that is known, or is no header"));
    }
  }

  /** A first line that is no header has ids, which are not repeated. */
  private static boolean isAny(List<Column> columns) {
    return columns.stream().anyMatch(column -> column != Column.IGNORED);
  }

  private static String shown(List<String> names) {
    String all = String.join(", ", names);
    return all.length() > MOST_SHOWN ? all.substring(0, MOST_SHOWN) + " …" : all;
  }
}
