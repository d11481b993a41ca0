package dev.parallax.recommendation.ranking;

import dev.parallax.recommendation.rule.AssociationRule;
import java.util.List;

/**
 * One item of a list and what its score is made of: {@code score = neighbours + rules + popular +
 * extra}, exactly.
 *
 * @param extra what the item was given for another cause
 * @param because what the neighbours' part consists of, the most important first; it sums up to it
 * @param rule where the rules' part comes from, null where that is 0
 */
public record Ranked(
    int item,
    double neighbours,
    double rules,
    double popular,
    double extra,
    List<Contribution> because,
    AssociationRule rule) {

  /** One of the customer's own items and what it adds to the score. */
  public record Contribution(int item, double similarity, double score) {}

  public Ranked {
    because = List.copyOf(because);
  }

  public double score() {
    return neighbours + rules + popular + extra;
  }
}
