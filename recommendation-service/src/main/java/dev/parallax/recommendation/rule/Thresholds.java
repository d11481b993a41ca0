package dev.parallax.recommendation.rule;

import java.util.Arrays;

/**
 * From which count on an itemset is frequent: a share of all baskets by the number of its items,
 * but at least so many baskets. The share of longer sets may be higher, since a shop with long
 * baskets has few pairs but millions of triples; never lower, so that every part of a frequent set
 * is frequent.
 */
public final class Thresholds {
  /** 0.07 x 100 is 7, and not the 7.000000000000001 that would make it 8. */
  private static final double ROUNDING = 1e-9;

  private final double[] shares;
  private final int fewest;

  /**
   * @param shares of sets of 1, 2, … items, none lower than the one before; longer sets are not
   *     looked for
   * @param fewest baskets, whatever the share
   */
  public Thresholds(double[] shares, int fewest) {
    if (shares.length == 0) {
      throw new IllegalArgumentException("shares must have one for a single item");
    }
    for (int i = 0; i < shares.length; i++) {
      if (!(shares[i] >= (i == 0 ? 0 : shares[i - 1]))) {
        throw new IllegalArgumentException("shares must not fall with the number of items");
      }
    }
    if (fewest < 1) {
      throw new IllegalArgumentException("fewest must be 1 or more");
    }
    this.shares = shares.clone();
    this.fewest = fewest;
  }

  /** The same share for sets of up to {@code maxLength} items. */
  public static Thresholds of(double share, int fewest, int maxLength) {
    double[] shares = new double[maxLength];
    Arrays.fill(shares, share);
    return new Thresholds(shares, fewest);
  }

  /** The same with a higher share for sets of {@code length} items and more. */
  Thresholds raised(int length, double share) {
    double[] raised = shares.clone();
    for (int i = length - 1; i < raised.length; i++) {
      raised[i] = Math.max(raised[i], share);
    }
    return new Thresholds(raised, fewest);
  }

  /** The same, and sets of one item more from as many baskets on as the longest. */
  Thresholds longer() {
    double[] longer = Arrays.copyOf(shares, shares.length + 1);
    longer[shares.length] = shares[shares.length - 1];
    return new Thresholds(longer, fewest);
  }

  public int maxLength() {
    return shares.length;
  }

  /** Of how many baskets sets of so many items are frequent, by length from 1 on. */
  public int[] minCounts(int baskets) {
    int[] counts = new int[shares.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(fewest, (int) Math.ceil(shares[i] * baskets - ROUNDING));
    }
    return counts;
  }

  /** Of how many baskets sets of {@code length} items are frequent. */
  public int minCount(int length, int baskets) {
    return minCounts(baskets)[Math.min(length, shares.length) - 1];
  }

  double share(int length) {
    return shares[length - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Thresholds thresholds
        && fewest == thresholds.fewest
        && Arrays.equals(shares, thresholds.shares);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shares) + fewest;
  }
}
