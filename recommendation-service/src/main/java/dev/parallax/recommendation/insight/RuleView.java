package dev.parallax.recommendation.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.rule.Interval;
import java.util.List;

/**
 * A rule as callers see it, with the counts that every measure follows from. "Baskets" are visits
 * where the source is sessions.
 *
 * @param source baskets or sessions
 * @param text the rule as a sentence
 * @param support share of baskets with all of its items
 * @param confidenceInterval 95 %, Wilson's
 * @param lift how many times more often than by chance
 * @param liftInterval 95 %
 * @param leverage support less what chance would give
 * @param conviction how many times more often the rule would be wrong by chance; null where it is
 *     never wrong
 * @param zhang from -1 to 1
 * @param pValue of independence, two-sided
 * @param adjustedPValue corrected for all rules tested, by Benjamini and Hochberg
 * @param test chi-square, or fisher where an expected count is below 5
 * @param baskets with all of its items
 * @param antecedentBaskets with all of {@code if}
 * @param consequentBaskets with {@code then}
 * @param ofBaskets that there are
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RuleView(
    @JsonProperty("if") List<String> antecedent,
    @JsonProperty("then") String consequent,
    String source,
    Phrase text,
    double support,
    double confidence,
    Interval confidenceInterval,
    double lift,
    Interval liftInterval,
    double leverage,
    Double conviction,
    double zhang,
    double chiSquare,
    double pValue,
    double adjustedPValue,
    String test,
    int baskets,
    int antecedentBaskets,
    int consequentBaskets,
    int ofBaskets) {
  public RuleView {
    antecedent = List.copyOf(antecedent);
  }
}
