package dev.parallax.recommendation.evaluation;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranking quality at a cut-off, means over the cases. Every item competes (full ranking): metrics
 * on sampled items can reverse the order of two models (Krichene and Rendle, KDD 2020).
 *
 * @param recall share of what was bought that is in the list
 * @param ndcg the same with more credit at the top; 1 when the list begins with all of it
 * @param hitRate share of cases with at least one right item in the list
 * @param coverage share of items that are in any list at all
 */
public record Metrics(int cases, double recall, double ndcg, double hitRate, double coverage) {
  /** The cut-off. */
  public static final int K = 10;

  /** By name, as they stand on a model's card. */
  public Map<String, Double> named(String prefix) {
    Map<String, Double> named = new TreeMap<>();
    named.put(prefix + "recall@" + K, recall);
    named.put(prefix + "ndcg@" + K, ndcg);
    named.put(prefix + "hitRate@" + K, hitRate);
    named.put(prefix + "coverage@" + K, coverage);
    named.put(prefix + "cases", (double) cases);
    return named;
  }

  /** Sums up case by case. */
  static final class Sum {
    private final BitSet shown = new BitSet();
    private int cases;
    private double recall;
    private double ndcg;
    private double hits;

    void add(int[] list, BitSet targets) {
      int found = 0;
      double gain = 0;
      for (int rank = 0; rank < Math.min(K, list.length); rank++) {
        shown.set(list[rank]);
        if (targets.get(list[rank])) {
          found++;
          gain += discount(rank);
        }
      }
      double ideal = 0;
      for (int rank = 0; rank < Math.min(K, targets.cardinality()); rank++) {
        ideal += discount(rank);
      }
      cases++;
      recall += (double) found / targets.cardinality();
      ndcg += gain / ideal;
      hits += found > 0 ? 1 : 0;
    }

    private static double discount(int rank) {
      return Math.log(2) / Math.log(rank + 2);
    }

    Metrics over(int items) {
      int n = Math.max(1, cases);
      return new Metrics(
          cases,
          recall / n,
          ndcg / n,
          hits / n,
          items == 0 ? 0 : (double) shown.cardinality() / items);
    }
  }
}
