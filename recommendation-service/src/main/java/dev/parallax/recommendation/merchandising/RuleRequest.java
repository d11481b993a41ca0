package dev.parallax.recommendation.merchandising;

import dev.parallax.contracts.Phrase;
import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.occasion.Context;
import java.time.Instant;
import java.util.Set;

/**
 * What a rule is made of.
 *
 * @param enabled true where it is not given
 */
public record RuleRequest(
    Action action,
    String condition,
    Double factor,
    Integer position,
    Set<Context> contexts,
    Instant validFrom,
    Instant validUntil,
    Boolean enabled,
    Phrase description) {

  /**
   * @throws RuntimeException a 400 problem naming the field that is wrong
   */
  public MerchandisingRule rule(String name, Instant now) {
    try {
      return new MerchandisingRule(
          name,
          0,
          action,
          condition,
          factor,
          position,
          contexts,
          validFrom,
          validUntil,
          enabled == null || enabled,
          description,
          now);
    } catch (IllegalArgumentException e) {
      String[] fieldAndMessage = e.getMessage().split(" ", 2);
      throw Problems.invalid(fieldAndMessage[0], fieldAndMessage[1]);
    }
  }
}
