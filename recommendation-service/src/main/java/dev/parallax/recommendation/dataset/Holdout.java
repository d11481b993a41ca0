package dev.parallax.recommendation.dataset;

import dev.parallax.recommendation.evaluation.data.Split;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which rows are learned from, which tune, and which are asked: 64, 16 and 20 of a hundred. Where
 * there are no orders, what is said of them goes for signals ({@link Dataset#ordered}).
 *
 * <ul>
 *   <li><b>time</b>: by order lines and one moment for all. What customers did otherwise goes by
 *       the same moments.
 *   <li><b>leave-last-out</b>: of each customer who ordered at three times or more, what they did
 *       from the last order on is asked, from the one before on tunes. Orders of nobody are learned
 *       from.
 *   <li><b>random</b>: by orders, drawn by the seed. What was done otherwise is learned from.
 * </ul>
 */
public final class Holdout {
  private static final double TUNE_FROM = 0.64;
  private static final double TEST_FROM = 0.8;
  private static final int FEWEST_ORDERS = 3;

  private final byte[] part;

  private Holdout(byte[] part) {
    this.part = part;
  }

  public static Holdout of(Dataset data, Split.Method method, long seed) {
    return new Holdout(
        switch (method) {
          case TIME -> byTime(data);
          case LEAVE_LAST_OUT -> lastOut(data);
          case RANDOM -> random(data, seed);
        });
  }

  /** What settings are tried on. */
  public Rows training() {
    return row -> part[row] == Split.TRAINING;
  }

  /** What settings are chosen by. */
  public Rows validation() {
    return row -> part[row] == Split.VALIDATION;
  }

  /** Both: what the models that are asked in the end learn from. */
  public Rows learned() {
    return row -> part[row] != Split.TEST;
  }

  /** What is asked in the end. */
  public Rows test() {
    return row -> part[row] == Split.TEST;
  }

  private static byte[] byTime(Dataset data) {
    int tuneFrom = data.minuteAt(TUNE_FROM);
    int testFrom = data.minuteAt(TEST_FROM);
    byte[] part = new byte[data.rows()];
    for (int r = 0; r < part.length; r++) {
      part[r] = part(data.columns().minute[r], tuneFrom, testFrom);
    }
    return part;
  }

  private static byte part(int minute, int tuneFrom, int testFrom) {
    return minute >= testFrom ? Split.TEST : minute >= tuneFrom ? Split.VALIDATION : Split.TRAINING;
  }

  private static byte[] lastOut(Dataset data) {
    byte[] part = new byte[data.rows()];
    Columns rows = data.columns();
    for (int c = 0; c < data.customers(); c++) {
      int[] times = new int[data.to(c) - data.from(c)];
      int orders = 0;
      for (int p = data.from(c); p < data.to(c); p++) {
        if (data.isGoal(data.row(p))) {
          times[orders++] = rows.minute[data.row(p)];
        }
      }
      int[] distinct = Arrays.stream(times, 0, orders).sorted().distinct().toArray();
      if (distinct.length >= FEWEST_ORDERS) {
        for (int p = data.from(c); p < data.to(c); p++) {
          int row = data.row(p);
          part[row] =
              part(rows.minute[row], distinct[distinct.length - 2], distinct[distinct.length - 1]);
        }
      }
    }
    return part;
  }

  private static byte[] random(Dataset data, long seed) {
    byte[] part = new byte[data.rows()];
    Columns rows = data.columns();
    for (int b = 0; b < data.baskets(); b++) {
      // Of nobody: by the number of the basket.
      Arrays.fill(part, data.basketFrom(b), data.basketTo(b), drawn(random(seed, ~b)));
    }
    for (int r = 0; r < part.length; r++) {
      if (!data.isGoal(r)) {
        part[r] = Split.TRAINING;
      } else if (rows.customer[r] != Dataset.NOBODY) {
        part[r] = drawn(random(seed, (long) rows.customer[r] << 32 | rows.minute[r]));
      }
    }
    return part;
  }

  private static byte drawn(SplittableRandom random) {
    double share = random.nextDouble();
    return share < TUNE_FROM ? Split.TRAINING : share < TEST_FROM ? Split.VALIDATION : Split.TEST;
  }

  /** The same for the same seed and order, whatever other orders there are. */
  private static SplittableRandom random(long seed, long order) {
    return new SplittableRandom(seed ^ new SplittableRandom(order).nextLong());
  }
}
