package dev.parallax.experience.friction;

import dev.parallax.kit.page.Cursor;
import java.util.Comparator;

/** Where a friction stands in the list: a key to go on after, also when others have changed. */
record Place(double score, long customers, double rate, String kind, String page)
    implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingDouble(Place::score)
          .thenComparingLong(Place::customers)
          .thenComparingDouble(Place::rate)
          .reversed()
          .thenComparing(Place::kind)
          .thenComparing(Place::page);

  private static final int PARTS = 5;

  String key() {
    return score + " " + customers + " " + rate + " " + kind + " " + page;
  }

  /**
   * @param key what {@link #key} gave; null for the first page
   * @return null likewise
   * @throws RuntimeException a 400 problem naming {@code cursor}
   */
  static Place parse(String key) {
    if (key == null) {
      return null;
    }
    String[] parts = key.split(" ", PARTS);
    if (parts.length < PARTS) {
      throw Cursor.foreign();
    }
    try {
      return new Place(
          Double.parseDouble(parts[0]),
          Long.parseLong(parts[1]),
          Double.parseDouble(parts[2]),
          parts[3],
          parts[4]);
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
