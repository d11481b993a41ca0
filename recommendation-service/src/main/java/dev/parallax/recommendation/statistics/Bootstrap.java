package dev.parallax.recommendation.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The interval of a ratio of sums whose parts are skewed, such as revenue for each item shown: by
 * the bootstrap (Efron, Annals of Statistics 7, 1979) over groups of customers. Customers are
 * grouped by a hash, so that what is drawn anew is as many numbers as there are groups, however
 * many customers there are.
 */
public final class Bootstrap {
  private static final int DRAWS = 2_000;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /**
   * @param value the ratio itself
   * @param lower the 2.5 % quantile of what is drawn
   */
  public record Interval(double value, double lower, double upper) {}

  /**
   * @param above of the fraction, by group
   * @param below of the fraction, by group, at least 0 and not all 0
   * @param seed the same gives the same
   */
  public static Interval ratio(double[] above, double[] below, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
      double a = 0;
      double b = 0;
      for (int i = 0; i < above.length; i++) {
        int group = random.nextInt(above.length);
        a += above[group];
        b += below[group];
      }
      drawn[d] = b > 0 ? a / b : 0;
    }
    Arrays.sort(drawn);
    return new Interval(
        Arrays.stream(above).sum() / Arrays.stream(below).sum(),
        drawn[(int) (TAIL * DRAWS)],
        drawn[(int) ((1 - TAIL) * DRAWS)]);
  }
}
