package dev.parallax.recommendation.upload;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the sender says that the columns of a file hold: each by its place, or some by their names
 * in the header. Of what is not said {@link Layout} makes out what it can.
 *
 * @param places what each column holds, from the first; empty where names are given or nothing is
 * @param names what the column of a role is called, {@link #NONE} for a role that no column has
 */
public record Columns(List<Column> places, Map<Column, String> names) {
  /** Nothing is said. */
  public static final Columns UNSAID = new Columns(List.of(), Map.of());

  static final String NONE = "-";

  private static final int LONGEST = 1_000;
  private static final String FORMS =
      "columns must be what each column holds, such as item,user,rating,timestamp with - for one to"
          + " pass over, or by the names of a header, such as user=customer_unique_id,item=product_id"
          + " with timestamp=- for a role that no column has; roles are user, item, rating, timestamp";

  public Columns {
    places = List.copyOf(places);
    names = Map.copyOf(names);
  }

  /**
   * @param text null or blank for {@link #UNSAID}
   * @throws IllegalArgumentException naming {@code columns}
   */
  public static Columns of(String text) {
    if (text == null || text.isBlank()) {
      return UNSAID;
    }
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "columns must be a line of at most " + LONGEST + " characters");
    }
    String[] parts = text.strip().split("\\s*,\\s*", -1);
    return text.indexOf('=') < 0 ? byPlace(parts) : byName(parts);
  }

  private static Columns byPlace(String[] parts) {
    List<Column> places = new ArrayList<>();
    for (String part : parts) {
      Column column = part.equals(NONE) ? Column.IGNORED : role(part);
      if (column != Column.IGNORED && places.contains(column)) {
        throw new IllegalArgumentException("columns must have " + column.wireName() + " once");
      }
      places.add(column);
    }
    for (Column needed : Column.NEEDED) {
      if (!places.contains(needed)) {
        throw new IllegalArgumentException("columns must have " + needed.wireName());
      }
    }
    return new Columns(places, Map.of());
  }

  private static Columns byName(String[] parts) {
    Map<Column, String> names = new EnumMap<>(Column.class);
    for (String part : parts) {
      int equals = part.indexOf('=');
      String name = part.substring(equals + 1).strip();
      if (equals < 0 || name.isEmpty()) {
        throw new IllegalArgumentException(FORMS);
      }
      Column role = role(part.substring(0, equals));
      if (name.equals(NONE) && Column.NEEDED.contains(role)) {
        throw new IllegalArgumentException("columns must have " + role.wireName());
      }
      if (!name.equals(NONE) && names.containsValue(name)) {
        throw new IllegalArgumentException("columns must name each column once");
      }
      if (names.put(role, name) != null) {
        throw new IllegalArgumentException("columns must have " + role.wireName() + " once");
      }
    }
    return new Columns(List.of(), names);
  }

  private static Column role(String text) {
    Column column = Column.named(text);
    if (column == Column.IGNORED) {
      throw new IllegalArgumentException(FORMS);
    }
    return column;
  }
}
