package dev.parallax.recommendation.evaluation.metric;

/**
 * What is measured, at a cut-off k. A case is one user (or basket) whose held-out items are the
 * right answers; every item competes but those the user has already (full ranking, Krichene and
 * Rendle, KDD 2020).
 *
 * <p>The definitions are those of RecBole and, where both have them, of Microsoft Recommenders:
 * recall, precision, NDCG and MRR are the same in both. They differ in MAP: see {@link #MAP} and
 * {@link #MAP_OF_ALL}.
 */
public enum Metric {
  /** Right items in the list by right items there are (not by the smaller of those and k). */
  RECALL("recall", true),

  /** Right items in the list by k, even where the list is shorter. */
  PRECISION("precision", true),

  /**
   * Gain 1 for a right item, discounted by log2(rank + 1), as a share of the best list's (Järvelin
   * and Kekäläinen, TOIS 2002), which has all right items, or k of them, on top.
   */
  NDCG("ndcg", true),

  /**
   * Sum of the precisions at the right items' ranks by the smaller of right items and k: RecBole's.
   */
  MAP("map", true),

  /** The same by the number of right items: that of Microsoft Recommenders' published tables. */
  MAP_OF_ALL("mapOfAll", true),

  /** 1 by the rank of the first right item, 0 where there is none. */
  MRR("mrr", true),

  /** 1 where any right item is in the list. */
  HIT_RATE("hitRate", true),

  /**
   * Mean self-information of the list's items, -log2 of the share of users in the training who have
   * it (Zhou et al., PNAS 2010): how surprising. An item nobody has counts as one that one user
   * has.
   */
  NOVELTY("novelty", true),

  /**
   * Mean of 1 - cosine over the pairs of the list (Ziegler et al., WWW 2005), the cosine by the
   * users in the training who have both. Lists of one item have none and count 0.
   */
  DIVERSITY("diversity", true),

  /**
   * Mean share of users in the training who have the list's items (ARP): the bias to what is
   * popular.
   */
  POPULARITY("popularity", true),

  /** Share of all items that are in any list. */
  COVERAGE("coverage", false),

  /** Gini coefficient of how often items are listed: 0 all equally, 1 always the same one. */
  GINI("gini", false);

  private final String wireName;
  private final boolean meanOfCases;

  Metric(String wireName, boolean meanOfCases) {
    this.wireName = wireName;
    this.meanOfCases = meanOfCases;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether it is a mean over the cases; the others are of all lists together. */
  public boolean isMeanOfCases() {
    return meanOfCases;
  }
}
