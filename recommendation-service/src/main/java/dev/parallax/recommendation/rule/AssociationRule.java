package dev.parallax.recommendation.rule;

import java.util.Arrays;

/**
 * "Who has all of these also has that one", with the four counts that every measure follows from
 * (Agrawal, Imielinski and Swami, SIGMOD 1993, doi:10.1145/170035.170072; lift and conviction:
 * Brin, Motwani, Ullman and Tsur, SIGMOD 1997, doi:10.1145/253260.253325; leverage:
 * Piatetsky-Shapiro 1991; Zhang's metric: Zhang, PKDD 2000, doi:10.1007/3-540-45372-5_10). Where a
 * side is in every basket, both sides are independent of each other whatever the counts, and every
 * measure says so: lift and conviction 1, leverage and Zhang's metric 0.
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
   * @param antecedentCount baskets with all of the antecedent, 1 or more
   * @param consequentCount baskets with the consequent, 1 or more
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
    if (antecedentCount == 0 || consequentCount == 0) {
      throw new IllegalArgumentException("antecedentCount and consequentCount must be 1 or more");
    }
    if ((long) antecedentCount + consequentCount - count > baskets) {
      throw new IllegalArgumentException(
          "count must leave no more baskets with a side than there are");
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
   * The share of baskets with both sides, less the share that chance would give; in [-0.25, 0.25].
   */
  public double leverage() {
    return support() - (double) antecedentCount / baskets * consequentCount / baskets;
  }

  /**
   * How many times more often the rule would be wrong if both sides were independent; 1 is chance.
   * Infinite for a rule that is never wrong, unless the consequent is in every basket: then it
   * cannot be wrong, and says nothing.
   */
  public double conviction() {
    int wrong = antecedentCount - count;
    double expected = (double) antecedentCount * (baskets - consequentCount) / baskets;
    if (wrong == 0) {
      return expected == 0 ? 1 : Double.POSITIVE_INFINITY;
    }
    return expected / wrong;
  }

  /**
   * Zhang's metric in [-1, 1]: how strongly both sides attract (1: the consequent is in no basket
   * without the antecedent) or shun each other (-1: never together). Unlike lift it does not grow
   * without bounds as items get rare.
   */
  public double zhang() {
    double together = (double) count * (baskets - antecedentCount);
    double apart = (double) antecedentCount * (consequentCount - count);
    double larger = Math.max(together, apart);
    return larger == 0 ? 0 : (together - apart) / larger;
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
