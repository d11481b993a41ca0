package dev.parallax.recommendation.algorithm.knn;

import dev.parallax.recommendation.algorithm.Contribution;
import dev.parallax.recommendation.algorithm.Explanation;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.neighbour.Extents;
import dev.parallax.recommendation.neighbour.Similarity;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.Arrays;
import java.util.List;

/** Scores by the users who are most like a history. */
final class UserNeighbours implements Scorer {
  private final KnnSettings settings;
  private final TermWeighting terms;
  private final SparseMatrix preferences;
  private final SparseMatrix compared;
  private final SparseMatrix comparedByItem;
  private final Extents extents;

  /**
   * @param preferences what items count for users
   * @param compared the same weighted for comparison
   */
  UserNeighbours(
      KnnSettings settings, TermWeighting terms, SparseMatrix preferences, SparseMatrix compared) {
    this.settings = settings;
    this.terms = terms;
    this.preferences = preferences;
    this.compared = compared;
    this.comparedByItem = compared.transpose();
    this.extents = Extents.of(compared);
  }

  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0);
    Neighbourhood near = neighbourhood(vector(history));
    for (int n = 0; n < near.users.length; n++) {
      int user = near.users[n];
      for (int p = preferences.from(user); p < preferences.to(user); p++) {
        scores[preferences.column(p)] += near.similarities[n] * preferences.value(p);
      }
    }
  }

  /** A similarity is a sum over the history's items, and with it the score. */
  @Override
  public List<Contribution> explain(History history, int item) {
    HistoryVector vector = vector(history);
    Neighbourhood near = neighbourhood(vector);
    double[] parts = new double[vector.size()];
    Extents own = Extents.of(compared.columns(), vector.weights());
    for (int user : near.users) {
      double preference = item < preferences.columns() ? preferences.at(user, item) : 0;
      for (int h = 0; h < parts.length && preference != 0; h++) {
        parts[h] +=
            preference
                * settings
                    .similarity()
                    .part(
                        vector.weights()[h],
                        compared.at(user, vector.items()[h]),
                        near.dot[user],
                        own,
                        0,
                        extents,
                        user);
      }
    }
    Explanation explanation = new Explanation();
    for (int h = 0; h < parts.length; h++) {
      explanation.add(vector.items()[h], parts[h]);
    }
    return explanation.parts();
  }

  private HistoryVector vector(History history) {
    HistoryVector vector = settings.weighing().vector(history, compared.columns());
    if (settings.similarity().ofCounts()) {
      float[] ones = new float[vector.size()];
      Arrays.fill(ones, 1);
      return new HistoryVector(vector.items(), ones);
    }
    return terms.weighted(vector);
  }

  private record Neighbourhood(double[] dot, int[] users, float[] similarities) {}

  private Neighbourhood neighbourhood(HistoryVector vector) {
    double[] dot = new double[compared.rows()];
    for (int h = 0; h < vector.size(); h++) {
      int item = vector.items()[h];
      for (int p = comparedByItem.from(item); p < comparedByItem.to(item); p++) {
        dot[comparedByItem.column(p)] += (double) vector.weights()[h] * comparedByItem.value(p);
      }
    }
    Extents own = Extents.of(compared.columns(), vector.weights());
    Similarity similarity = settings.similarity();
    TopK nearest = new TopK(Math.min(settings.k(), compared.rows()));
    for (int user = 0; user < dot.length; user++) {
      double alike = dot[user] == 0 ? 0 : similarity.of(dot[user], own, 0, extents, user);
      if (alike > 0) {
        nearest.offer(user, (float) alike);
      }
    }
    nearest.sortByItem();
    return new Neighbourhood(dot, nearest.items(), nearest.scores());
  }
}
