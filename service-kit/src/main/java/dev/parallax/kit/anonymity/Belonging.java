package dev.parallax.kit.anonymity;

import java.util.Collection;

/** How customers belong to the groups of one aggregate. */
public enum Belonging {
  /** Each to one group, so that groups together have as many as their sum. */
  TO_ONE {
    @Override
    boolean hides(Collection<Long> counts, int k) {
      long sum = counts.stream().mapToLong(Long::longValue).sum();
      return sum >= k && counts.stream().distinct().count() > 1;
    }
  },
  /**
   * Perhaps to several: all that is sure of groups together is that they have as many as the
   * largest.
   */
  TO_SEVERAL {
    @Override
    boolean hides(Collection<Long> counts, int k) {
      return counts.size() > 1 && counts.stream().anyMatch(count -> count >= k);
    }
  };

  /** Whether nobody who knows what these are together can tell what one of them is. */
  abstract boolean hides(Collection<Long> counts, int k);
}
