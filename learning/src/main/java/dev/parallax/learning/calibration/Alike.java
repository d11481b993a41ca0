package dev.parallax.learning.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often it was a yes among the training rows that were scored most alike, by models that had
 * not seen them, with Wilson's interval (Wilson, 1927): how far a probability can be trusted.
 * Unlike an interval of the fitted weights it does not suppose that the model is right.
 *
 * @param confidence in (0, 1)
 * @param scores where on the scale each group lies, ascending
 * @param yes of the group around it
 * @param of rows in the group
 */
public record Alike(double confidence, double[] scores, int[] yes, int[] of) {
  private static final int MOST_GROUPS = 200;
  private static final int FEWEST_IN_GROUP = 30;
  private static final double SHARE = 0.04;

  /**
   * @param share observed
   * @param low Wilson's interval
   * @param rows that were scored alike
   */
  public record Observed(double share, double low, double high, int rows) {}

  /**
   * @param probabilities of rows that the model which predicted them was not fitted on
   * @return null with fewer than 30 rows
   */
  public static Alike fit(double[] probabilities, boolean[] target, double confidence) {
    int rows = target.length;
    if (rows < FEWEST_IN_GROUP) {
      return null;
    }
    int[] order =
        IntStream.range(0, rows)
            .boxed()
            .sorted((a, b) -> Double.compare(probabilities[a], probabilities[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] before = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      before[i + 1] = before[i] + (target[order[i]] ? 1 : 0);
    }
    int size = Math.min(rows, Math.max(FEWEST_IN_GROUP, (int) (SHARE * rows)));
    int groups = Math.min(MOST_GROUPS, rows - size + 1);
    double[] scores = new double[groups];
    int[] yes = new int[groups];
    int[] of = new int[groups];
    for (int g = 0; g < groups; g++) {
      int from = groups == 1 ? 0 : (int) ((long) g * (rows - size) / (groups - 1));
      scores[g] = probabilities[order[from + size / 2]];
      yes[g] = before[from + size] - before[from];
      of[g] = size;
    }
    return new Alike(confidence, scores, yes, of);
  }

  public Observed around(double probability) {
    int place = Arrays.binarySearch(scores, probability);
    if (place < 0) {
      int above = Math.min(-place - 1, scores.length - 1);
      int below = Math.max(above - 1, 0);
      place = probability - scores[below] < scores[above] - probability ? below : above;
    }
    return wilson(yes[place], of[place]);
  }

  private Observed wilson(int hits, int rows) {
    double z = normalQuantile(0.5 + confidence / 2);
    double share = (double) hits / rows;
    double centre = share + z * z / (2 * rows);
    double spread = z * Math.sqrt(share * (1 - share) / rows + z * z / (4.0 * rows * rows));
    double scale = 1 + z * z / rows;
    return new Observed(
        share,
        Math.max(0, (centre - spread) / scale),
        Math.min(1, (centre + spread) / scale),
        rows);
  }

  private static double normalQuantile(double probability) {
    return new org.hipparchus.distribution.continuous.NormalDistribution()
        .inverseCumulativeProbability(probability);
  }
}
