package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.evaluation.Questions;
import dev.parallax.recommendation.evaluation.metric.ListMetrics;
import dev.parallax.recommendation.evaluation.metric.Metric;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.ranking.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the weights of rules, neighbours and popularity, out of a small grid. */
final class BlendSearch {
  private static final double[] POPULAR = {0.001, 0.01, 0.03, 0.1, 0.3, 1};
  private static final double[] RULES = {0, 0.3, 1, 2, 4, 10};

  private BlendSearch() {}

  /** A blend, and the NDCG it reached. */
  record Found(Blend blend, double ndcg) {}

  /**
   * The blend of the highest NDCG. Each question is scored once, and its lists made for every
   * blend.
   */
  static Found best(
      Ranker ranker, Popularity popularity, TimeDecay decay, Questions questions, int k) {
    List<Blend> grid = grid();
    double[] sums = new double[grid.size()];
    double[] values = new double[Metric.values().length];
    Scratch scratch = ranker.scratch(questions.items());
    for (int q = 0; q < questions.size(); q++) {
      ranker.score(Histories.interests(questions.history(q), decay), scratch);
      int[] excluded = questions.excluded(q);
      int[] targets = questions.targets(q);
      for (int b = 0; b < sums.length; b++) {
        int[] list =
            ranker.top(
                scratch,
                grid.get(b),
                popularity,
                item -> Arrays.binarySearch(excluded, item) < 0,
                k);
        ListMetrics.measure(list, targets, k, values);
        sums[b] += values[Metric.NDCG.ordinal()];
      }
    }
    int best = 0;
    for (int b = 1; b < sums.length; b++) {
      best = sums[b] > sums[best] ? b : best;
    }
    return new Found(grid.get(best), sums[best] / Math.max(1, questions.size()));
  }

  private static List<Blend> grid() {
    List<Blend> grid = new ArrayList<>();
    for (double popular : POPULAR) {
      for (double rules : RULES) {
        grid.add(new Blend(rules, 1, popular));
      }
      grid.add(new Blend(1, 0, popular));
    }
    return grid;
  }
}
