package dev.parallax.recommendation.rule;

/** Takes frequent itemsets as they are found. */
@FunctionalInterface
interface ItemsetSink {
  /**
   * @param items the first {@code length} are the itemset, in no order; reused after the call
   * @param count in how many baskets all of them are
   * @return false to stop the search
   */
  boolean accept(int[] items, int length, int count);
}
