package dev.parallax.recommendation.rule;

import java.util.BitSet;

/**
 * Which of the frequent itemsets say it all. A closed one loses baskets with every item that is
 * added to it (Pasquier, Bastide, Taouil and Lakhal, ICDT 1999, doi:10.1007/3-540-49257-7_25): from
 * the closed ones the counts of all others follow. A maximal one is not frequent any more with
 * whatever is added (Bayardo, SIGMOD 1998, doi:10.1145/276304.276313): from the maximal ones it
 * follows which others are frequent.
 *
 * <p>Exact: every superset that is frequent, or in as many baskets, has one with a single item more
 * between, so that those suffice. Where itemsets were mined up to a length, or longer ones from a
 * higher count on, both are meant among those mined.
 */
public final class Condensed {
  private final BitSet closed;
  private final BitSet maximal;

  private Condensed(BitSet closed, BitSet maximal) {
    this.closed = closed;
    this.maximal = maximal;
  }

  public static Condensed of(Itemsets itemsets) {
    BitSet closed = new BitSet(itemsets.size());
    BitSet maximal = new BitSet(itemsets.size());
    closed.set(0, itemsets.size());
    maximal.set(0, itemsets.size());
    for (int set = 0; set < itemsets.size(); set++) {
      int length = itemsets.length(set);
      for (int left = 0; left < length && length > 1; left++) {
        int found = itemsets.find(itemsets.without(set, left), length - 1);
        maximal.clear(found);
        if (itemsets.count(found) == itemsets.count(set)) {
          closed.clear(found);
        }
      }
    }
    return new Condensed(closed, maximal);
  }

  public boolean isClosed(int set) {
    return closed.get(set);
  }

  public boolean isMaximal(int set) {
    return maximal.get(set);
  }
}
