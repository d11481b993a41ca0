package dev.parallax.fraud.rule;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Required;
import dev.parallax.contracts.fraud.Outcome;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A condition on a transaction and what it calls for. A rule can make a decision stricter, never
 * milder: an allowance would be the first thing a fraudster looks for.
 *
 * @param name kebab case
 * @param expression CEL, true when the rule fires; {@link RuleCompiler} says over which names
 * @param outcome review or decline
 * @param description for people; shown as the reason
 */
public record Rule(
    String name,
    String expression,
    Outcome outcome,
    Phrase description,
    boolean enabled,
    Instant updatedAt) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_EXPRESSION = 2_000;

  public Rule {
    if (name == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must be in kebab case, at most 64 letters, such as many-in-an-hour");
    }
    Required.text("expression", expression);
    if (expression.length() > LONGEST_EXPRESSION) {
      throw new IllegalArgumentException("expression must not be longer than 2000 characters");
    }
    if (outcome == null || outcome == Outcome.APPROVE) {
      throw new IllegalArgumentException("outcome must be review or decline");
    }
    Required.value("description", description);
  }
}
