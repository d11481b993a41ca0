package dev.parallax.recommendation.algorithm;

import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * A linear model of items: an item's score is the sum over the history of what each of its items
 * counts times the weight between the two. Neighbours of items and sparse EASE come to this, and so
 * does its explanation.
 *
 * @param weights from the item of a history (row) to the item that is scored (column)
 */
public record ItemWeights(SparseMatrix weights, Weighing weighing) implements Scorer {
  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0);
    HistoryVector vector = weighing.vector(history, weights.rows());
    for (int h = 0; h < vector.size(); h++) {
      int row = vector.items()[h];
      float weight = vector.weights()[h];
      for (int p = weights.from(row); p < weights.to(row); p++) {
        scores[weights.column(p)] += weight * weights.value(p);
      }
    }
  }

  @Override
  public List<Contribution> explain(History history, int item) {
    HistoryVector vector = weighing.vector(history, weights.rows());
    Explanation explanation = new Explanation();
    for (int h = 0; h < vector.size(); h++) {
      int row = vector.items()[h];
      explanation.add(row, (double) vector.weights()[h] * weights.at(row, item));
    }
    return explanation.parts();
  }
}
