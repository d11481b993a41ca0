package dev.parallax.segmentation.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much one dimension draws a point to the nearest centre rather than to the second nearest.
 *
 * <p>The point is as far from the border between the two as {@code (d2² - d1²) / (2 |c1 - c2|)}
 * says, in standard deviations. Squared Euclidean distances are sums over dimensions, so this
 * margin is the exact sum of the pulls; nothing is estimated, unlike with LIME.
 *
 * @param amount standard deviations; negative when the dimension speaks for the second nearest
 */
record Pull(int dimension, double amount) {

  /** The two centres a point lies between. */
  record Pair(double[] nearest, double[] second) {}

  /** All dimensions, the strongest pull to the nearest first. */
  static List<Pull> all(double[] point, Pair pair) {
    double apart = 0;
    for (int d = 0; d < point.length; d++) {
      apart += square(pair.nearest()[d] - pair.second()[d]);
    }
    double scale = apart == 0 ? 0 : 1 / (2 * Math.sqrt(apart));
    List<Pull> pulls = new ArrayList<>(point.length);
    for (int d = 0; d < point.length; d++) {
      double gain = square(point[d] - pair.second()[d]) - square(point[d] - pair.nearest()[d]);
      pulls.add(new Pull(d, gain * scale));
    }
    pulls.sort(Comparator.comparingDouble((Pull p) -> -p.amount()).thenComparing(Pull::dimension));
    return pulls;
  }

  private static double square(double value) {
    return value * value;
  }
}
