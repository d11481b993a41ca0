package dev.parallax.fraud.feature;

import java.util.Arrays;

/**
 * The transactions known to be fraud, by day. A set by transaction: a label that is repeated
 * changes nothing, one that is taken back is forgotten, whatever the order of others.
 */
final class LabelledFrauds {
  static final int LIMIT = 256;

  private final int retention;
  private int size;
  private int[] days = new int[0];
  private long[] transactions = new long[0];

  LabelledFrauds(int retention) {
    this.retention = retention;
  }

  void mark(int day, long transaction, boolean fraud) {
    int at = indexOf(transaction);
    if (at >= 0) {
      remove(at);
    }
    if (fraud) {
      insert(day, transaction);
    }
  }

  /** Frauds of the days {@code (after, upTo]}; at most {@value #LIMIT} are kept. */
  int over(int after, int upTo) {
    int count = 0;
    for (int i = size - 1; i >= 0 && days[i] > after; i--) {
      if (days[i] <= upTo) {
        count++;
      }
    }
    return count;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private int indexOf(long transaction) {
    for (int i = 0; i < size; i++) {
      if (transactions[i] == transaction) {
        return i;
      }
    }
    return -1;
  }

  private void insert(int day, long transaction) {
    if (size > 0 && day <= days[size - 1] - retention) {
      return;
    }
    if (size == days.length) {
      days = Arrays.copyOf(days, size + 4);
      transactions = Arrays.copyOf(transactions, size + 4);
    }
    int at = size;
    while (at > 0 && days[at - 1] > day) {
      days[at] = days[at - 1];
      transactions[at] = transactions[at - 1];
      at--;
    }
    days[at] = day;
    transactions[at] = transaction;
    size++;
    while (size > LIMIT || days[0] <= days[size - 1] - retention) {
      remove(0);
    }
  }

  private void remove(int at) {
    System.arraycopy(days, at + 1, days, at, size - at - 1);
    System.arraycopy(transactions, at + 1, transactions, at, size - at - 1);
    size--;
  }

  void write(StateWriter out) {
    out.putVarint(size);
    for (int i = 0; i < size; i++) {
      out.putVarint(days[i]).putLong(transactions[i]);
    }
  }

  static LabelledFrauds read(StateReader in, int retention) {
    LabelledFrauds frauds = new LabelledFrauds(retention);
    int size = in.getVarint();
    frauds.days = new int[size];
    frauds.transactions = new long[size];
    for (int i = 0; i < size; i++) {
      frauds.days[i] = in.getVarint();
      frauds.transactions[i] = in.getLong();
    }
    frauds.size = size;
    return frauds;
  }
}
