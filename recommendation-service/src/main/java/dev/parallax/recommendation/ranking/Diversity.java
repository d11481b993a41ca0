package dev.parallax.recommendation.ranking;

import java.util.Arrays;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): from candidates, the list is
 * made one after the other, each the one with the highest {@code lambda · relevance - (1 - lambda)
 * · likeness to the most alike that is chosen}. Relevance is the score as a share of the highest,
 * so that lambda means the same whatever the scale of scores. Greedy, in {@code n · candidates}
 * comparisons; determinantal point processes were rejected as dearer by an order for lists of ten.
 */
public final class Diversity {
  private final double lambda;
  private final Likeness likeness;

  /** How alike two items are, in [0, 1]. */
  @FunctionalInterface
  public interface Likeness {
    double of(int one, int other);
  }

  /**
   * @param lambda 1 for relevance alone, 0 for difference alone
   */
  public Diversity(double lambda, Likeness likeness) {
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("lambda must be between 0 and 1");
    }
    this.lambda = lambda;
    this.likeness = likeness;
  }

  /**
   * The places of the chosen candidates, in the order of the list.
   *
   * @param items best first
   * @param scores of the items, above 0
   */
  public int[] choose(int[] items, float[] scores, int n) {
    int wanted = Math.min(n, items.length);
    int[] chosen = new int[wanted];
    if (lambda == 1) {
      Arrays.setAll(chosen, place -> place);
      return chosen;
    }
    boolean[] taken = new boolean[items.length];
    double[] closest = new double[items.length];
    for (int rank = 0; rank < wanted; rank++) {
      int best = best(scores, taken, closest);
      taken[best] = true;
      chosen[rank] = best;
      for (int c = 0; c < items.length; c++) {
        if (!taken[c]) {
          closest[c] = Math.max(closest[c], likeness.of(items[best], items[c]));
        }
      }
    }
    return chosen;
  }

  /** Of equals the one that came first. */
  private int best(float[] scores, boolean[] taken, double[] closest) {
    int best = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < scores.length; c++) {
      if (!taken[c]) {
        double marginal = lambda * scores[c] / scores[0] - (1 - lambda) * closest[c];
        if (marginal > most) {
          most = marginal;
          best = c;
        }
      }
    }
    return best;
  }
}
