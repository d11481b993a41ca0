package dev.parallax.recommendation.algorithm.served;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.neighbour.RowsBuilder;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;

/**
 * What speaks for each item, taken out of a linear scorer by asking it about each item alone. The
 * strongest that speak for it are kept: an offer has to be explained by few, and answered in
 * milliseconds. What speaks against an item, as in EASE, is left out; what that costs shows in the
 * table, since the model is measured as it serves.
 */
public final class Neighbours {
  private Neighbours() {}

  /**
   * Rows by the item that is spoken for.
   *
   * @throws IllegalStateException when the thread was interrupted
   */
  public static SparseMatrix of(Scorer linear, int items, int most) {
    TopK[] best = new TopK[items];
    for (int i = 0; i < items; i++) {
      best[i] = new TopK(most);
    }
    float[] scores = new float[items];
    for (int other = 0; other < items; other++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while learning");
      }
      linear.score(new History(new int[] {other}, new float[] {1}, new long[1]), scores);
      for (int item = 0; item < items; item++) {
        if (scores[item] > 0 && item != other) {
          best[item].offer(other, scores[item]);
        }
      }
    }
    RowsBuilder rows = new RowsBuilder(items, items);
    for (int i = 0; i < items; i++) {
      best[i].sortByItem();
      rows.put(i, best[i].items(), best[i].scores());
      best[i] = null;
    }
    return rows.build();
  }
}
