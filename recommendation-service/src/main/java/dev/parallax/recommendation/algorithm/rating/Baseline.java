package dev.parallax.recommendation.algorithm.rating;

import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.neighbour.SparseMatrix;

/**
 * What a rating is to be expected from who gives it and what it is given to alone: the mean, how
 * far the item is above it, and how far the user is above that (Koren, TKDD 2010, section 2.1),
 * each the less the fewer ratings it is told from.
 *
 * @param mean of all ratings
 * @param ofItems how far each item is above the mean
 */
record Baseline(double mean, double[] ofItems) {
  private static final double DAMPING_OF_ITEMS = 10;
  private static final double DAMPING_OF_USERS = 5;

  /**
   * @throws IllegalArgumentException when there are no ratings, or all are the same
   */
  static Baseline of(SparseMatrix ratings) {
    double sum = 0;
    boolean differ = false;
    for (int p = 0; p < ratings.entries(); p++) {
      sum += ratings.value(p);
      differ |= ratings.value(p) != ratings.value(0);
    }
    if (!differ) {
      throw new IllegalArgumentException(
          "values must be ratings that differ: all are the same, or there are none");
    }
    double mean = sum / ratings.entries();
    double[] ofItems = new double[ratings.columns()];
    int[] counts = new int[ofItems.length];
    for (int p = 0; p < ratings.entries(); p++) {
      ofItems[ratings.column(p)] += ratings.value(p) - mean;
      counts[ratings.column(p)]++;
    }
    for (int i = 0; i < ofItems.length; i++) {
      ofItems[i] /= counts[i] + DAMPING_OF_ITEMS;
    }
    return new Baseline(mean, ofItems);
  }

  double ofItem(int item) {
    return mean + ofItems[item];
  }

  /** How far ratings are above what was to be expected. */
  SparseMatrix above(SparseMatrix ratings) {
    double[] ofUsers = new double[ratings.rows()];
    for (int user = 0; user < ofUsers.length; user++) {
      ofUsers[user] = ofUser(ratings, user);
    }
    return ratings.with((user, item, value) -> value - ofItem(item) - ofUsers[user]);
  }

  /** How far somebody's ratings are above what their items get. */
  double ofUser(HistoryVector ratings) {
    double sum = 0;
    for (int h = 0; h < ratings.size(); h++) {
      sum += ratings.weights()[h] - ofItem(ratings.items()[h]);
    }
    return sum / (ratings.size() + DAMPING_OF_USERS);
  }

  /** The same of a row. */
  double ofUser(SparseMatrix ratings, int user) {
    double sum = 0;
    for (int p = ratings.from(user); p < ratings.to(user); p++) {
      sum += ratings.value(p) - ofItem(ratings.column(p));
    }
    return sum / (ratings.to(user) - ratings.from(user) + DAMPING_OF_USERS);
  }
}
