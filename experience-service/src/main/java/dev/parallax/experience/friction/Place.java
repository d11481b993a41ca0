package dev.parallax.experience.friction;

import dev.parallax.kit.page.Cursor;
import java.util.Comparator;
import java.util.List;

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
    return Cursor.join(
        Double.toString(score), Long.toString(customers), Double.toString(rate), kind, page);
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
    List<String> parts = Cursor.split(key, PARTS).orElseThrow(Cursor::foreign);
    try {
      return new Place(
          finite(parts.get(0)),
          Long.parseLong(parts.get(1)),
          finite(parts.get(2)),
          parts.get(3),
          parts.get(4));
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }

  /** What is no number is above all of them, so that the page after it would be the first. */
  private static double finite(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw Cursor.foreign();
    }
    return number;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
