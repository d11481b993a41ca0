package dev.parallax.segmentation.clustering;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Partitions that a learned one must beat to be worth anything. */
public final class Baselines {
  private Baselines() {}

  /** Groups of the same sizes, drawn by lot. */
  public static int[] shuffled(int[] labels, long seed) {
    int[] shuffled = labels.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    return shuffled;
  }

  /**
   * Tiers of equal size along one dimension: what a firm does without learning, customers ranked by
   * what they spend and cut into groups.
   */
  public static int[] tiers(Points points, int dimension, int tiers) {
    Integer[] order = new Integer[points.rows()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (a, b) -> Double.compare(points.get(a, dimension), points.get(b, dimension)));
    int[] labels = new int[order.length];
    for (int rank = 0; rank < order.length; rank++) {
      labels[order[rank]] = (int) ((long) rank * tiers / order.length);
    }
    return labels;
  }
}
