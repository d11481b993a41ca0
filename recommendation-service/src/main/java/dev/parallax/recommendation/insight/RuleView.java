package dev.parallax.recommendation.insight;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A rule as callers see it.
 *
 * @param support share of baskets with all of its items
 * @param baskets how many those are
 */
public record RuleView(
    @JsonProperty("if") List<String> antecedent,
    @JsonProperty("then") String consequent,
    double support,
    double confidence,
    double lift,
    int baskets) {
  public RuleView {
    antecedent = List.copyOf(antecedent);
  }
}
