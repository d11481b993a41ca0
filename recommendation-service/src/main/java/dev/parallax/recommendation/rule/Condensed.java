package dev.parallax.recommendation.rule;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which of the frequent itemsets say it all. A closed one loses baskets with every item that is
 * added to it (Pasquier, Bastide, Taouil and Lakhal, ICDT 1999, doi:10.1007/3-540-49257-7_25): from
 * the closed ones the counts of all others follow. A maximal one is not frequent any more with
 * whatever is added (Bayardo, SIGMOD 1998, doi:10.1145/276304.276313): from the maximal ones it
 * follows which others are frequent.
 *
 * <p>Exact: every superset that is frequent, or in as many baskets, has one with a single item more
 * between, so that those suffice. Where they were not counted, or from more baskets on only than
 * would matter, it is not known, and said so.
 */
public final class Condensed {
  private static final Answer[] ANSWERS = Answer.values();

  private final byte[] codes;

  /** Whether it is so. */
  public enum Answer {
    NO,
    YES,
    UNKNOWN
  }

  private Condensed(byte[] codes) {
    this.codes = codes;
  }

  /**
   * @param itemsets all that were counted, also longer ones than are told of
   * @param minCounts from how many baskets on sets of 1, 2, … items were counted; longer ones were
   *     not
   * @param maxItems answers are for the sets of at most so many: {@link Itemsets#upTo}
   */
  public static Condensed of(Itemsets itemsets, int[] minCounts, int maxItems) {
    BitSet contained = new BitSet(itemsets.size());
    BitSet containedByEqual = new BitSet(itemsets.size());
    for (int set = 0; set < itemsets.size(); set++) {
      int length = itemsets.length(set);
      for (int left = 0; left < length && length > 1; left++) {
        int found = itemsets.find(itemsets.without(set, left), length - 1);
        contained.set(found);
        if (itemsets.count(found) == itemsets.count(set)) {
          containedByEqual.set(found);
        }
      }
    }
    byte[] codes = new byte[itemsets.size()];
    int size = 0;
    for (int set = 0; set < itemsets.size(); set++) {
      int length = itemsets.length(set);
      if (length <= maxItems) {
        int counted = length < minCounts.length ? minCounts[length] : Integer.MAX_VALUE;
        Answer closed = answer(containedByEqual.get(set), counted <= itemsets.count(set));
        Answer maximal = answer(contained.get(set), counted <= minCounts[0]);
        codes[size++] = (byte) (closed.ordinal() * ANSWERS.length + maximal.ordinal());
      }
    }
    return new Condensed(Arrays.copyOf(codes, size));
  }

  private static Answer answer(boolean refuted, boolean known) {
    return refuted ? Answer.NO : known ? Answer.YES : Answer.UNKNOWN;
  }

  /** As {@link #codes} gave it. */
  public static Condensed ofCodes(byte[] codes) {
    return new Condensed(codes.clone());
  }

  /** One byte for each set. */
  public byte[] codes() {
    return codes.clone();
  }

  public Answer closed(int set) {
    return ANSWERS[codes[set] / ANSWERS.length];
  }

  /** By the support that pairs and longer sets have in common, the lowest that was counted from. */
  public Answer maximal(int set) {
    return ANSWERS[codes[set] % ANSWERS.length];
  }
}
