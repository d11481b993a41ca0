package dev.parallax.fraud.feature;

import java.util.Arrays;

/**
 * The payments of the last 24 hours one by one, for the windows that daily totals are too coarse
 * for. The {@value #LIMIT} newest are kept: a card with more in a day is conspicuous anyhow, and
 * its counts stand still there.
 */
final class RecentPayments {
  static final int LIMIT = 64;

  private int size;
  private long[] times = new long[4];
  private double[] amounts = new double[4];

  void add(long epochSecond, double amount) {
    long newest = size == 0 ? epochSecond : Math.max(epochSecond, times[size - 1]);
    int old = 0;
    while (old < size && times[old] <= newest - Payment.SECONDS_PER_DAY) {
      old++;
    }
    drop(old);
    if (epochSecond <= newest - Payment.SECONDS_PER_DAY) {
      return;
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      amounts = Arrays.copyOf(amounts, size * 2);
    }
    int at = size;
    while (at > 0 && times[at - 1] > epochSecond) {
      times[at] = times[at - 1];
      amounts[at] = amounts[at - 1];
      at--;
    }
    times[at] = epochSecond;
    amounts[at] = amount;
    size++;
    drop(Math.max(0, size - LIMIT));
  }

  /** Over the time {@code (upTo - seconds, upTo]}. */
  Totals over(long seconds, long upTo) {
    int count = 0;
    double sum = 0;
    double square = 0;
    for (int i = size - 1; i >= 0 && times[i] > upTo - seconds; i--) {
      if (times[i] <= upTo) {
        count++;
        sum += amounts[i];
        square += amounts[i] * amounts[i];
      }
    }
    return new Totals(count, sum, square);
  }

  /** The time of the newest payment up to a moment. */
  long newestUpTo(long epochSecond, long otherwise) {
    for (int i = size - 1; i >= 0; i--) {
      if (times[i] <= epochSecond) {
        return times[i];
      }
    }
    return otherwise;
  }

  private void drop(int oldest) {
    if (oldest > 0) {
      System.arraycopy(times, oldest, times, 0, size - oldest);
      System.arraycopy(amounts, oldest, amounts, 0, size - oldest);
      size -= oldest;
    }
  }

  void write(StateWriter out) {
    out.putVarint(size);
    for (int i = 0; i < size; i++) {
      out.putLong(times[i]).putDouble(amounts[i]);
    }
  }

  static RecentPayments read(StateReader in) {
    RecentPayments recent = new RecentPayments();
    int size = in.getVarint();
    recent.times = new long[Math.max(4, size)];
    recent.amounts = new double[Math.max(4, size)];
    for (int i = 0; i < size; i++) {
      recent.times[i] = in.getLong();
      recent.amounts[i] = in.getDouble();
    }
    recent.size = size;
    return recent;
  }
}
