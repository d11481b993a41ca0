package dev.parallax.learning.tree;

/**
 * How trees are grown.
 *
 * @param objective what leaves are fitted to
 * @param rounds of boosting, at most
 * @param patience rounds without gain on validation rows after which it stops
 * @param treesPerRound 1 for boosting; all of a forest's trees
 * @param depth at most
 * @param rate by which each round's leaves are shrunk
 * @param leastCover of a leaf: rows, weighed by the loss
 * @param shrinkage of leaves towards 0 (lambda)
 * @param rowShare of rows that each tree sees
 * @param inputShare of inputs that each node may choose from
 */
public record Growth(
    XgBoost.Objective objective,
    int rounds,
    int patience,
    int treesPerRound,
    int depth,
    double rate,
    double leastCover,
    double shrinkage,
    double rowShare,
    double inputShare) {

  /** Boosted trees, each small and slow to learn. */
  public static Growth boosting(XgBoost.Objective objective, int rows) {
    boolean small = rows < 1000;
    return new Growth(
        objective,
        small ? 300 : 1000,
        small ? 20 : 40,
        1,
        small ? 3 : 5,
        small ? 0.05 : 0.03,
        objective == XgBoost.Objective.LOGISTIC ? (small ? 1 : 3) : small ? 3 : 5,
        1,
        0.8,
        0.5);
  }

  /**
   * A random forest: leaves are plain means of the target, so that of zeros and ones they are
   * probabilities (Malley et al., "Probability Machines", 2012), and squared error splits as Gini's
   * index does.
   */
  public static Growth forest(int rows, int inputs) {
    return new Growth(
        XgBoost.Objective.SQUARED_ERROR,
        1,
        0,
        200,
        12,
        1,
        rows < 1000 ? 2 : 5,
        0,
        0.632,
        Math.max(Math.sqrt(inputs), inputs / 3.0) / inputs);
  }

  /** One tree that people can read. */
  public static Growth tree(int rows) {
    return new Growth(
        XgBoost.Objective.SQUARED_ERROR,
        1,
        0,
        1,
        rows < 200 ? 3 : 6,
        1,
        Math.max(2, Math.min(50, rows / 100.0)),
        0,
        1,
        1);
  }

  /** The same with so many rounds. */
  public Growth withRounds(int wanted) {
    return new Growth(
        objective,
        wanted,
        patience,
        treesPerRound,
        depth,
        rate,
        leastCover,
        shrinkage,
        rowShare,
        inputShare);
  }
}
