package dev.parallax.recommendation.rule;

import java.util.Arrays;

/**
 * "Who has all of these also has that one", with the counts that every measure follows from
 * (Agrawal, Imielinski and Swami, SIGMOD 1993; lift as in Brin et al., SIGMOD 1997).
 */
public final class AssociationRule {
  private final int[] antecedent;
  private final int consequent;
  private final int count;
  private final int antecedentCount;
  private final int consequentCount;
  private final int baskets;

  /**
   * @param antecedent ascending, not empty
   * @param count baskets with all of them and the consequent
   * @param antecedentCount baskets with all of the antecedent
   * @param consequentCount baskets with the consequent
   * @param baskets all baskets
   */
  public AssociationRule(
      int[] antecedent,
      int consequent,
      int count,
      int antecedentCount,
      int consequentCount,
      int baskets) {
    if (antecedent.length == 0) {
      throw new IllegalArgumentException("antecedent must not be empty");
    }
    if (count < 0
        || count > Math.min(antecedentCount, consequentCount)
        || Math.max(antecedentCount, consequentCount) > baskets) {
      throw new IllegalArgumentException("counts must be 0 to those of the part, 0 to baskets");
    }
    this.antecedent = antecedent.clone();
    this.consequent = consequent;
    this.count = count;
    this.antecedentCount = antecedentCount;
    this.consequentCount = consequentCount;
    this.baskets = baskets;
  }

  public int[] antecedent() {
    return antecedent.clone();
  }

  public int size() {
    return antecedent.length;
  }

  public int antecedent(int position) {
    return antecedent[position];
  }

  public int consequent() {
    return consequent;
  }

  public int count() {
    return count;
  }

  public int antecedentCount() {
    return antecedentCount;
  }

  public int consequentCount() {
    return consequentCount;
  }

  public int baskets() {
    return baskets;
  }

  /** Share of baskets that have both sides. */
  public double support() {
    return (double) count / baskets;
  }

  /** Of the baskets with the antecedent, the share that has the consequent too. */
  public double confidence() {
    return (double) count / antecedentCount;
  }

  /** How many times more often than by chance; 1 is chance. */
  public double lift() {
    return confidence() * baskets / consequentCount;
  }

  /**
   * How much the antecedent adds to the probability of the consequent, in [-1, 1]: confidence minus
   * the consequent's share.
   */
  public double addedValue() {
    return confidence() - (double) consequentCount / baskets;
  }

  /** Whether the item is on either side. */
  public boolean mentions(int item) {
    return consequent == item || Arrays.binarySearch(antecedent, item) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AssociationRule rule
        && consequent == rule.consequent
        && count == rule.count
        && antecedentCount == rule.antecedentCount
        && consequentCount == rule.consequentCount
        && baskets == rule.baskets
        && Arrays.equals(antecedent, rule.antecedent);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(antecedent) + consequent;
  }

  @Override
  public String toString() {
    return Arrays.toString(antecedent)
        + " => "
        + consequent
        + " ("
        + count
        + " of "
        + baskets
        + ")";
  }
}
