package dev.parallax.recommendation.algorithm.factor;

import dev.parallax.recommendation.algorithm.Contribution;
import dev.parallax.recommendation.algorithm.Explanation;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.matrix.Cholesky;
import dev.parallax.recommendation.matrix.Kernels;
import java.util.Arrays;
import java.util.List;

/** Solves for the vector of a history, exactly, whether or not it was learned from. */
final class FoldIn implements Scorer {
  private final Factors items;
  private final float[] gram;
  private final Ridge ridge;
  private final double alpha;
  private final Weighing weighing;

  FoldIn(Factors items, float[] gram, Ridge ridge, double alpha, Weighing weighing) {
    this.items = items;
    this.gram = gram;
    this.ridge = ridge;
    this.alpha = alpha;
    this.weighing = weighing;
  }

  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0);
    int width = items.width();
    HistoryVector vector = weighing.vector(history, items.rows());
    double[] right = new double[width];
    for (int h = 0; h < vector.size(); h++) {
      double c = confidence(vector, h);
      for (int k = 0; k < width && c > 0; k++) {
        right[k] += (1 + c) * items.values()[items.at(vector.items()[h]) + k];
      }
    }
    Cholesky.solve(factor(vector), right, width);
    float[] user = new float[width];
    for (int k = 0; k < width; k++) {
      user[k] = (float) right[k];
    }
    for (int item = 0; item < Math.min(scores.length, items.rows()); item++) {
      scores[item] = Kernels.dot(items.values(), items.at(item), user, 0, width);
    }
  }

  /** As in section 5 of the paper: the vector is a sum over the history, and with it the score. */
  @Override
  public List<Contribution> explain(History history, int item) {
    HistoryVector vector = weighing.vector(history, items.rows());
    Explanation explanation = new Explanation();
    if (item >= items.rows()) {
      return explanation.parts();
    }
    int width = items.width();
    double[] seen = new double[width];
    for (int k = 0; k < width; k++) {
      seen[k] = items.values()[items.at(item) + k];
    }
    Cholesky.solve(factor(vector), seen, width);
    for (int h = 0; h < vector.size(); h++) {
      double c = confidence(vector, h);
      double product = 0;
      for (int k = 0; k < width; k++) {
        product += seen[k] * items.values()[items.at(vector.items()[h]) + k];
      }
      explanation.add(vector.items()[h], c > 0 ? (1 + c) * product : 0);
    }
    return explanation.parts();
  }

  private double confidence(HistoryVector vector, int h) {
    return Math.max(0, alpha * vector.weights()[h]);
  }

  private double[] factor(HistoryVector vector) {
    int width = items.width();
    double[] matrix = new double[width * width];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = gram[i];
    }
    double weight = items.rows();
    for (int h = 0; h < vector.size(); h++) {
      double c = confidence(vector, h);
      weight += c;
      add(matrix, c, items.at(vector.items()[h]));
    }
    double hold = ridge.of(weight);
    for (int k = 0; k < width; k++) {
      matrix[k * width + k] += hold;
    }
    if (!Cholesky.factor(matrix, width)) {
      throw new IllegalStateException("a history's system must be positive definite");
    }
    return matrix;
  }

  /** On and above the diagonal. */
  private void add(double[] matrix, double c, int at) {
    int width = items.width();
    float[] y = items.values();
    for (int k = 0; k < width; k++) {
      double by = c * y[at + k];
      for (int l = k; l < width; l++) {
        matrix[k * width + l] += by * y[at + l];
      }
    }
  }
}
