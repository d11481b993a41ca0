package dev.parallax.recommendation.algorithm.ease;

import dev.parallax.recommendation.algorithm.Contribution;
import dev.parallax.recommendation.algorithm.Explanation;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.matrix.Kernels;
import dev.parallax.recommendation.matrix.SymmetricMatrix;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** EASE with a weight for each pair of items: 4 bytes each. */
final class DenseEase implements Scorer {
  private final SymmetricMatrix weights;
  private final Weighing weighing;

  private DenseEase(SymmetricMatrix weights, Weighing weighing) {
    this.weights = weights;
    this.weighing = weighing;
  }

  static DenseEase fit(
      SparseMatrix preferences, Penalty penalty, Weighing weighing, Workers workers) {
    double[] scale = penalty.scale(Gram.squares(preferences));
    SymmetricMatrix matrix = Gram.scaled(preferences, scale, workers);
    matrix.invert(workers);
    toWeights(matrix, scale, workers);
    return new DenseEase(matrix, weighing);
  }

  /**
   * From the inverse Q of the scaled matrix to B, in its place: with P = SQS, {@code B_ij = -P_ij /
   * P_jj = -Q_ij S_i / (Q_jj S_j)}.
   */
  private static void toWeights(SymmetricMatrix matrix, double[] scale, Workers workers) {
    int items = matrix.size();
    float[] values = matrix.values();
    float[] by = new float[items];
    for (int j = 0; j < items; j++) {
      by[j] = (float) (-1 / (values[matrix.row(j) + j] * scale[j]));
    }
    IntConsumer row =
        i -> {
          int at = matrix.row(i);
          float own = (float) scale[i];
          for (int j = 0; j < items; j++) {
            values[at + j] *= own * by[j];
          }
          values[at + i] = 0;
        };
    workers.run(items, 16, () -> row);
  }

  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0);
    HistoryVector vector = weighing.vector(history, weights.size());
    for (int h = 0; h < vector.size(); h++) {
      Kernels.addScaled(
          scores,
          0,
          vector.weights()[h],
          weights.values(),
          weights.row(vector.items()[h]),
          weights.size());
    }
  }

  @Override
  public List<Contribution> explain(History history, int item) {
    HistoryVector vector = weighing.vector(history, weights.size());
    Explanation explanation = new Explanation();
    for (int h = 0; h < vector.size() && item < weights.size(); h++) {
      int from = vector.items()[h];
      explanation.add(
          from, (double) vector.weights()[h] * weights.values()[weights.row(from) + item]);
    }
    return explanation.parts();
  }
}
