package dev.parallax.recommendation.insight;

import dev.parallax.kit.page.Cursor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows in an order that the same rows have in whichever version of a list: by value, then the more
 * baskets, then by name. A page ends with the key of its last row and the next begins behind it, so
 * that a list which is made anew in between neither breaks nor repeats.
 */
final class SortedRows {
  private static final int PARTS = 4;

  private final String order;
  private final double[] values;
  private final int[] counts;
  private final String[] names;
  private final int[] rows;
  private final int sign;

  /**
   * @param order told of in cursors: a page of another order is refused
   */
  SortedRows(String order, boolean ascending, double[] values, int[] counts, String[] names) {
    this.order = order;
    this.values = values;
    this.counts = counts;
    this.names = names;
    this.sign = ascending ? 1 : -1;
    this.rows =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer r) -> sign * values[r])
                    .thenComparingInt(r -> -counts[r])
                    .thenComparing(r -> names[r]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  int size() {
    return rows.length;
  }

  int row(int place) {
    return rows[place];
  }

  String cursor(int place) {
    int row = rows[place];
    return Cursor.encode(
        Cursor.join(
            order, Double.toString(values[row]), Integer.toString(counts[row]), names[row]));
  }

  /**
   * The place behind what a cursor names, whether that is still there or not.
   *
   * @param after a decoded cursor, null for the first page
   * @throws RuntimeException a 400 problem naming {@code cursor}
   */
  int placeAfter(String after) {
    if (after == null) {
      return 0;
    }
    List<String> parts = Cursor.split(after, PARTS).orElseThrow(Cursor::foreign);
    if (!parts.getFirst().equals(order)) {
      throw Cursor.foreign();
    }
    double value;
    int count;
    try {
      value = Double.parseDouble(parts.get(1));
      count = Integer.parseInt(parts.get(2));
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
    int low = 0;
    int high = rows.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBehind(rows[middle], value, count, parts.get(3))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean isBehind(int row, double value, int count, String name) {
    int by = Double.compare(sign * values[row], sign * value);
    if (by == 0) {
      by = Integer.compare(count, counts[row]);
    }
    return (by == 0 ? names[row].compareTo(name) : by) > 0;
  }
}
