package dev.parallax.recommendation.evaluation.metric;

import java.util.Arrays;

/**
 * Novelty, diversity and popularity of lists. Cosines of pairs are kept in a table that forgets
 * (each place holds the last pair that fell there), since lists of one algorithm repeat theirs. One
 * per thread.
 */
public final class ListFacts {
  private static final int PLACES = 1 << 18;
  private static final int SPREAD = 0x9E3779B1;

  private final ItemFacts facts;
  private final long[] pair = new long[PLACES];
  private final float[] cosine = new float[PLACES];

  public ListFacts(ItemFacts facts) {
    this.facts = facts;
    Arrays.fill(pair, -1);
  }

  /**
   * Writes novelty, diversity and popularity to their places.
   *
   * @param values by the ordinal of {@link Metric}
   */
  public void measure(int[] list, double[] values) {
    double novelty = 0;
    double popularity = 0;
    double distance = 0;
    for (int i = 0; i < list.length; i++) {
      novelty += facts.selfInformation(list[i]);
      popularity += facts.share(list[i]);
      for (int j = 0; j < i; j++) {
        distance += 1 - cosine(Math.min(list[i], list[j]), Math.max(list[i], list[j]));
      }
    }
    int pairs = list.length * (list.length - 1) / 2;
    values[Metric.NOVELTY.ordinal()] = list.length == 0 ? 0 : novelty / list.length;
    values[Metric.POPULARITY.ordinal()] = list.length == 0 ? 0 : popularity / list.length;
    values[Metric.DIVERSITY.ordinal()] = pairs == 0 ? 0 : distance / pairs;
  }

  private double cosine(int low, int high) {
    long key = (long) low << 32 | high;
    int place = (Long.hashCode(key * SPREAD) * SPREAD) >>> (Integer.SIZE - 18);
    if (pair[place] != key) {
      pair[place] = key;
      cosine[place] = (float) facts.cosine(low, high);
    }
    return cosine[place];
  }
}
