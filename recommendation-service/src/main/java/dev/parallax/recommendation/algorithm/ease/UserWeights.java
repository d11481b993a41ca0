package dev.parallax.recommendation.algorithm.ease;

import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * How much each user counts in X'X: {@code n^-power} for n items. A user adds a number for each
 * pair of their items, so that those who take everything drown the others. All together count as
 * before, so that a regularisation means the same whatever the power.
 */
final class UserWeights {
  private UserWeights() {}

  /** Rows times the roots of their users' weights. */
  static SparseMatrix applied(SparseMatrix usersByItems, double power) {
    if (power == 0) {
      return usersByItems;
    }
    double[] roots = new double[usersByItems.rows()];
    double before = 0;
    double after = 0;
    for (int user = 0; user < roots.length; user++) {
      int from = usersByItems.from(user);
      int to = usersByItems.to(user);
      double weight = from == to ? 0 : Math.pow(to - from, -power);
      for (int p = from; p < to; p++) {
        double square = (double) usersByItems.value(p) * usersByItems.value(p);
        before += square;
        after += weight * square;
      }
      roots[user] = Math.sqrt(weight);
    }
    double all = after > 0 ? Math.sqrt(before / after) : 1;
    return usersByItems.with((user, item, value) -> value * roots[user] * all);
  }
}
