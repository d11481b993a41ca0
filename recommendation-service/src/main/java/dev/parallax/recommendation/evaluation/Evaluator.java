package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.evaluation.metric.ItemFacts;
import dev.parallax.recommendation.evaluation.metric.ListFacts;
import dev.parallax.recommendation.evaluation.metric.ListMetrics;
import dev.parallax.recommendation.evaluation.metric.Metric;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.function.IntConsumer;

/**
 * Asks a scorer every question and measures its lists of k. Every item competes but those the case
 * excludes; of equal scores the lower number comes first. The result does not depend on the number
 * of threads.
 *
 * @param k the cut-off
 * @param facts null where lists are judged by their hits alone, which is all that a search needs
 */
public record Evaluator(int k, ItemFacts facts, int threads) {
  private static final int CHUNK = 16;
  private static final int COLUMNS = Metric.values().length;

  public Evaluator {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more");
    }
  }

  /**
   * @throws IllegalStateException when the thread was interrupted; its flag is set again
   */
  public Measured measure(Scorer scorer, Questions questions) {
    int[] lists = new int[questions.size() * k];
    double[] values = new double[questions.size() * COLUMNS];
    try (Workers workers = new Workers(threads)) {
      workers.run(questions.size(), CHUNK, () -> asker(scorer, questions, lists, values));
    }
    return new Measured(questions.items(), k, lists, values);
  }

  /** Asks one question after another; of one thread. */
  private IntConsumer asker(Scorer scorer, Questions questions, int[] lists, double[] values) {
    float[] scores = new float[questions.items()];
    TopK best = new TopK(k);
    ListFacts ofLists = facts == null ? null : new ListFacts(facts);
    double[] row = new double[COLUMNS];
    return number -> {
      scorer.score(questions.history(number), scores);
      int[] list = best(scores, questions.excluded(number), best);
      ListMetrics.measure(list, questions.targets(number), k, row);
      if (ofLists != null) {
        ofLists.measure(list, row);
      }
      System.arraycopy(row, 0, values, number * COLUMNS, COLUMNS);
      for (int i = 0; i < k; i++) {
        lists[number * k + i] = i < list.length ? list[i] : -1;
      }
    };
  }

  private static int[] best(float[] scores, int[] excluded, TopK best) {
    best.clear();
    int out = 0;
    for (int item = 0; item < scores.length; item++) {
      if (out < excluded.length && excluded[out] == item) {
        out++;
      } else if (!Float.isNaN(scores[item])) { // What is not a number is no score.
        best.offer(item, scores[item]);
      }
    }
    best.sortByScore();
    return best.items();
  }
}
