package dev.parallax.recommendation.dataset;

import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.Tally;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;

/** What each customer liked, by some rows: preferences by item, and when it was shown last. */
public final class Profiles {
  private static final int SECONDS = 60;
  private static final long FARTHEST_SECOND = 1L << 37;

  private final SparseMatrix preferences;
  private final int[] lastMinute;
  private final BitSet bought;

  private Profiles(SparseMatrix preferences, int[] lastMinute, BitSet bought) {
    this.preferences = preferences;
    this.lastMinute = lastMinute;
    this.bought = bought;
  }

  /** Customers by items; an item that was given back is there with preference 0. */
  public SparseMatrix preferences() {
    return preferences;
  }

  /** When interest was shown last, in minutes since 1970, for a position of the matrix. */
  public int lastMinute(int position) {
    return lastMinute[position];
  }

  /** Whether the customer had bought the item at a position of the matrix. */
  public boolean bought(int position) {
    return bought.get(position);
  }

  /** The same as interactions: the preference is the value. What was given back is left out. */
  public Interactions interactions() {
    Interactions.Builder builder = Interactions.builder(preferences.rows(), preferences.columns());
    for (int c = 0; c < preferences.rows(); c++) {
      for (int p = preferences.from(c); p < preferences.to(c); p++) {
        if (preferences.value(p) > 0) {
          builder.add(c, preferences.column(p), preferences.value(p), lastSecond(p));
        }
      }
    }
    return builder.build();
  }

  /** Held to what interactions may have: nothing that a wrong clock says stops learning. */
  private long lastSecond(int position) {
    return Math.clamp((long) lastMinute[position] * SECONDS, -FARTHEST_SECOND, FARTHEST_SECOND);
  }

  static Profiles of(Dataset data, Rows of, int mostItems) {
    Maker maker = new Maker(data, of, mostItems);
    for (int c = 0; c < data.customers(); c++) {
      maker.customer(c);
    }
    return maker.build();
  }

  /** One entry of a profile in the making. */
  private record Entry(int item, float preference, int lastMinute, boolean bought) {}

  private static final class Maker {
    private final Dataset data;
    private final Columns rows;
    private final Rows of;
    private final int mostItems;
    private final int[] offsets;
    private int[] column = new int[1024];
    private float[] value = new float[1024];
    private int[] last = new int[1024];
    private final BitSet bought = new BitSet();
    private int size;

    Maker(Dataset data, Rows of, int mostItems) {
      this.data = data;
      this.rows = data.columns();
      this.of = of;
      this.mostItems = mostItems;
      this.offsets = new int[data.customers() + 1];
    }

    void customer(int customer) {
      long[] byItem = new long[data.to(customer) - data.from(customer)];
      int count = 0;
      for (int p = data.from(customer); p < data.to(customer); p++) {
        int row = data.row(p);
        if (of.has(row)) {
          byItem[count++] = (long) rows.item[row] << 32 | row;
        }
      }
      Arrays.sort(byItem, 0, count);
      Entry[] entries = new Entry[count];
      int found = 0;
      for (int from = 0; from < count; ) {
        int to = from;
        while (to < count && byItem[to] >>> 32 == byItem[from] >>> 32) {
          to++;
        }
        Entry entry = entry(byItem, from, to);
        if (entry.preference() > 0 || entry.bought()) {
          entries[found++] = entry;
        }
        from = to;
      }
      append(newest(Arrays.copyOf(entries, found)));
      offsets[customer + 1] = size;
    }

    private Entry entry(long[] byItem, int from, int to) {
      Tally tally = new Tally();
      for (int i = from; i < to; i++) {
        int row = (int) byItem[i];
        long second = (long) rows.minute[row] * SECONDS;
        switch (rows.code[row]) {
          case Dataset.BOUGHT -> tally.bought(rows.amount[row], second);
          case Dataset.RETURNED -> tally.returned(rows.amount[row]);
          default -> tally.did(Signal.of(rows.code[row]), rows.amount[row], second);
        }
      }
      return new Entry(
          (int) (byItem[from] >>> 32),
          (float) tally.preference(),
          (int) (tally.last() / SECONDS),
          tally.everBought());
    }

    private Entry[] newest(Entry[] entries) {
      if (entries.length <= mostItems) {
        return entries;
      }
      Arrays.sort(
          entries,
          Comparator.comparingInt((Entry e) -> -e.lastMinute()).thenComparingInt(Entry::item));
      Entry[] kept = Arrays.copyOf(entries, mostItems);
      Arrays.sort(kept, Comparator.comparingInt(Entry::item));
      return kept;
    }

    private void append(Entry[] entries) {
      if (size + entries.length > column.length) {
        int length = Math.max(column.length * 2, size + entries.length);
        column = Arrays.copyOf(column, length);
        value = Arrays.copyOf(value, length);
        last = Arrays.copyOf(last, length);
      }
      for (Entry entry : entries) {
        column[size] = entry.item();
        value[size] = entry.preference();
        last[size] = entry.lastMinute();
        bought.set(size, entry.bought());
        size++;
      }
    }

    Profiles build() {
      return new Profiles(
          new SparseMatrix(
              data.items(), offsets, Arrays.copyOf(column, size), Arrays.copyOf(value, size)),
          Arrays.copyOf(last, size),
          bought);
    }
  }
}
