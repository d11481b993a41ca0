package dev.parallax.recommendation.dataset;

import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.rule.Baskets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A snapshot of what happened: one row per order line, refund line or signal, 17 bytes each, and
 * which rows are one order. Customers and items are numbers from 0. Times are whole minutes since
 * 1970, exact enough for learning and half the size of milliseconds.
 */
public final class Dataset {
  /** Marks rows of customers whose behaviour may only be counted, not linked. */
  public static final int NOBODY = -1;

  static final byte BOUGHT = 0;
  static final byte RETURNED = -1;
  private static final int SECONDS = 60;

  /** Order lines, or else signals, of which there have to be so many to be asked for. */
  private static final int FEWEST_GOALS = 20;

  private final int customers;
  private final int items;
  private final Columns rows;
  private final int[] basketFrom;
  private final int[] basketTo;
  private final int[] byCustomer;
  private final int[] customerOffsets;
  private final boolean ordered;

  Dataset(int customers, int items, Columns rows, int[] basketFrom, int[] basketTo) {
    this.customers = customers;
    this.items = items;
    this.rows = rows;
    this.basketFrom = basketFrom;
    this.basketTo = basketTo;
    this.customerOffsets = new int[customers + 1];
    this.byCustomer = groupByCustomer();
    this.ordered = isOrdered();
  }

  public int customers() {
    return customers;
  }

  public int items() {
    return items;
  }

  /** Order lines, refund lines and signals. */
  public int rows() {
    return rows.size;
  }

  public int baskets() {
    return basketFrom.length;
  }

  /** Event time of the oldest row in minutes since 1970, 0 when there are none. */
  public int firstMinute() {
    return Arrays.stream(rows.minute, 0, rows.size).min().orElse(0);
  }

  /** Event time of the newest row. */
  public int lastMinute() {
    return Arrays.stream(rows.minute, 0, rows.size).max().orElse(0);
  }

  /**
   * Whether orders are what is to be foretold. Where hardly anybody orders, as on sites that sell
   * nothing, it is what people view, click, add, wish for and review.
   */
  public boolean ordered() {
    return ordered;
  }

  private boolean isOrdered() {
    int bought = 0;
    int signals = 0;
    for (int r = 0; r < rows.size; r++) {
      bought += rows.code[r] == BOUGHT ? 1 : 0;
      signals += rows.code[r] > BOUGHT ? 1 : 0;
    }
    return bought >= FEWEST_GOALS || signals < FEWEST_GOALS;
  }

  /** Whether a row is what is to be foretold: an order line, or without orders any interest. */
  boolean isGoal(int row) {
    return rows.code[row] == BOUGHT || !ordered && rows.code[row] != RETURNED;
  }

  /** The minute at which that share of all goals is past; what is at it or later is the rest. */
  int minuteAt(double share) {
    int[] goals = new int[rows.size];
    int count = 0;
    for (int r = 0; r < rows.size; r++) {
      if (isGoal(r)) {
        goals[count++] = rows.minute[r];
      }
    }
    if (count == 0) {
      return 0;
    }
    Arrays.sort(goals, 0, count);
    return goals[(int) Math.min(count - 1L, Math.round(share * count))];
  }

  /** What each customer liked by some rows; at most the newest so many items each. */
  public Profiles profiles(Rows of, int mostItems) {
    return Profiles.of(this, of, mostItems);
  }

  /** The items of the orders among some rows. */
  public Baskets baskets(Rows of) {
    Baskets.Builder builder = Baskets.builder();
    for (int b = 0; b < basketFrom.length; b++) {
      if (has(of, b)) {
        builder.add(basket(b));
      }
    }
    return builder.build();
  }

  /** Whether an order is among some rows; its rows are of one part of a holdout. */
  public boolean has(Rows of, int basket) {
    return of.has(basketFrom[basket]);
  }

  /** The items of one order, in the order of the lines. */
  public int[] basket(int number) {
    return Arrays.copyOfRange(rows.item, basketFrom[number], basketTo[number]);
  }

  int basketFrom(int number) {
    return basketFrom[number];
  }

  int basketTo(int number) {
    return basketTo[number];
  }

  /** Popularity by some rows, as it stood right after the newest of them. */
  public Popularity popularity(Rows of, TimeDecay decay) {
    int newest = Integer.MIN_VALUE;
    for (int r = 0; r < rows.size; r++) {
      newest = of.has(r) ? Math.max(newest, rows.minute[r]) : newest;
    }
    Popularity.Builder builder = Popularity.builder(items, decay, (long) newest * SECONDS);
    for (int r = 0; r < rows.size; r++) {
      if (!of.has(r)) {
        continue;
      }
      long second = (long) rows.minute[r] * SECONDS;
      if (rows.code[r] == BOUGHT) {
        builder.bought(rows.item[r], 1, second);
      } else if (rows.code[r] != RETURNED) {
        builder.did(Signal.of(rows.code[r]), rows.item[r], 1, second);
      }
    }
    return builder.build();
  }

  /** What a customer bought by some rows; without orders, what they showed interest in. */
  public BitSet goals(int customer, Rows of) {
    BitSet goals = new BitSet();
    for (int p = customerOffsets[customer]; p < customerOffsets[customer + 1]; p++) {
      int row = byCustomer[p];
      if (isGoal(row) && of.has(row)) {
        goals.set(rows.item[row]);
      }
    }
    return goals;
  }

  Columns columns() {
    return rows;
  }

  int from(int customer) {
    return customerOffsets[customer];
  }

  int to(int customer) {
    return customerOffsets[customer + 1];
  }

  /** The row at a position of the grouping by customer. */
  int row(int position) {
    return byCustomer[position];
  }

  private int[] groupByCustomer() {
    for (int r = 0; r < rows.size; r++) {
      if (rows.customer[r] != NOBODY) {
        customerOffsets[rows.customer[r] + 1]++;
      }
    }
    for (int c = 0; c < customers; c++) {
      customerOffsets[c + 1] += customerOffsets[c];
    }
    int[] next = Arrays.copyOf(customerOffsets, customers);
    int[] grouped = new int[customerOffsets[customers]];
    for (int r = 0; r < rows.size; r++) {
      if (rows.customer[r] != NOBODY) {
        grouped[next[rows.customer[r]]++] = r;
      }
    }
    return grouped;
  }
}
