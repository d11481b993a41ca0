package dev.parallax.fraud.feature;

import java.util.Arrays;

/**
 * Totals per day for the last {@code retention} days that saw anything. A late one counts into its
 * own day; one from before the horizon is dropped, so that the size is bounded.
 */
final class DailyTotals {
  private final int retention;
  private int size;
  private int[] days = new int[4];
  private int[] counts = new int[4];
  private double[] sums = new double[4];
  private double[] squares = new double[4];

  DailyTotals(int retention) {
    this.retention = retention;
  }

  void add(int day, double amount) {
    if (size > 0 && day <= days[size - 1] - retention) {
      return;
    }
    int at = Arrays.binarySearch(days, 0, size, day);
    if (at < 0) {
      at = -at - 1;
      insert(at, day);
    }
    counts[at]++;
    sums[at] += amount;
    squares[at] += amount * amount;
    if (at == size - 1) {
      dropBefore(day - retention + 1);
    }
  }

  /** Over the days {@code (after, upTo]}. */
  Totals over(int after, int upTo) {
    int count = 0;
    double sum = 0;
    double square = 0;
    for (int i = size - 1; i >= 0 && days[i] > after; i--) {
      if (days[i] <= upTo) {
        count += counts[i];
        sum += sums[i];
        square += squares[i];
      }
    }
    return count == 0 ? Totals.NONE : new Totals(count, sum, square);
  }

  /** The newest day with anything, {@link Integer#MIN_VALUE} when there is none. */
  int newestDay() {
    return size == 0 ? Integer.MIN_VALUE : days[size - 1];
  }

  /** Where the newest day before a moment's ends, in epoch seconds. */
  long endOfNewestDayBefore(long epochSecond, long otherwise) {
    long today = Math.floorDiv(epochSecond, (long) Payment.SECONDS_PER_DAY);
    for (int i = size - 1; i >= 0; i--) {
      if (days[i] < today) {
        return (days[i] + 1L) * Payment.SECONDS_PER_DAY;
      }
    }
    return otherwise;
  }

  private void insert(int at, int day) {
    if (size == days.length) {
      int capacity = size * 2;
      days = Arrays.copyOf(days, capacity);
      counts = Arrays.copyOf(counts, capacity);
      sums = Arrays.copyOf(sums, capacity);
      squares = Arrays.copyOf(squares, capacity);
    }
    move(at, at + 1, size - at);
    days[at] = day;
    counts[at] = 0;
    sums[at] = 0;
    squares[at] = 0;
    size++;
  }

  private void dropBefore(int day) {
    int old = 0;
    while (days[old] < day) {
      old++;
    }
    if (old > 0) {
      move(old, 0, size - old);
      size -= old;
    }
  }

  private void move(int from, int to, int length) {
    System.arraycopy(days, from, days, to, length);
    System.arraycopy(counts, from, counts, to, length);
    System.arraycopy(sums, from, sums, to, length);
    System.arraycopy(squares, from, squares, to, length);
  }

  void write(StateWriter out) {
    out.putVarint(size);
    for (int i = 0; i < size; i++) {
      out.putVarint(i == 0 ? days[0] : days[i] - days[i - 1]).putVarint(counts[i]);
      out.putDouble(sums[i]).putDouble(squares[i]);
    }
  }

  static DailyTotals read(StateReader in, int retention) {
    DailyTotals totals = new DailyTotals(retention);
    int size = in.getVarint();
    int day = 0;
    for (int i = 0; i < size; i++) {
      day += in.getVarint();
      totals.insert(i, day);
      totals.counts[i] = in.getVarint();
      totals.sums[i] = in.getDouble();
      totals.squares[i] = in.getDouble();
    }
    return totals;
  }
}
