package dev.parallax.recommendation.merchandising;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Required;
import dev.parallax.recommendation.occasion.Context;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A condition on items and what is to become of those it holds for.
 *
 * @param name kebab case
 * @param version from 1, one more with each change
 * @param condition CEL; {@link RuleCompiler} says over which names
 * @param factor of boost (above 1) and bury (between 0 and 1), null for the others
 * @param position of pin, 1 for the first place, null for the others
 * @param contexts where it holds, empty for everywhere
 * @param validFrom null for from now on
 * @param validUntil null for without end
 * @param description for people, at most 200 characters in each language; shown as a reason
 */
public record MerchandisingRule(
    String name,
    int version,
    Action action,
    String condition,
    Double factor,
    Integer position,
    Set<Context> contexts,
    Instant validFrom,
    Instant validUntil,
    boolean enabled,
    Phrase description,
    Instant updatedAt) {
  static final int LAST_POSITION = 100;
  private static final double HIGHEST_FACTOR = 100;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_CONDITION = 2_000;
  private static final int LONGEST_DESCRIPTION = 200;

  public MerchandisingRule {
    if (name == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name must be in kebab case, at most 64 letters, such as new-brand-first");
    }
    Required.value("action", action);
    Required.text("condition", condition);
    if (condition.length() > LONGEST_CONDITION) {
      throw new IllegalArgumentException("condition must not be longer than 2000 characters");
    }
    checkFactor(action, factor);
    checkPosition(action, position);
    contexts = inOrder(contexts);
    if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
      throw new IllegalArgumentException("validUntil must be after validFrom");
    }
    checkDescription(Required.value("description", description));
    if (condition.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("condition must not hold the character U+0000");
    }
  }

  private static Set<Context> inOrder(Set<Context> contexts) {
    if (contexts == null) {
      return Set.of();
    }
    if (contexts.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("contexts must be names of contexts, none of them null");
    }
    return Collections.unmodifiableSet(new TreeSet<>(contexts));
  }

  /** It goes with each item that the rule holds for, in answers and in what is kept of them. */
  private static void checkDescription(Phrase description) {
    for (String text : List.of(description.en(), description.zh())) {
      if (text.length() > LONGEST_DESCRIPTION || text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "description must have at most 200 characters in each language, none of them U+0000");
      }
    }
  }

  private static void checkFactor(Action action, Double factor) {
    boolean right =
        switch (action) {
          case BOOST -> factor != null && factor > 1 && factor <= HIGHEST_FACTOR;
          case BURY -> factor != null && factor > 0 && factor < 1;
          case PIN, BAN -> factor == null;
        };
    if (!right) {
      throw new IllegalArgumentException(
          "factor must be "
              + switch (action) {
                case BOOST -> "above 1 and at most 100 for a boost";
                case BURY -> "above 0 and below 1 to bury; to leave items out, ban them";
                case PIN, BAN -> "left out of a rule that pins or bans";
              });
    }
  }

  private static void checkPosition(Action action, Integer position) {
    boolean right =
        action == Action.PIN
            ? position != null && position >= 1 && position <= LAST_POSITION
            : position == null;
    if (!right) {
      throw new IllegalArgumentException(
          action == Action.PIN
              ? "position must be between 1 and 100 for a pin"
              : "position must be left out of a rule that does not pin");
    }
  }

  /** Whether it counts at that time and place. */
  boolean isInForce(Context context, Instant now) {
    return enabled
        && (contexts.isEmpty() || contexts.contains(context))
        && (validFrom == null || !now.isBefore(validFrom))
        && (validUntil == null || now.isBefore(validUntil));
  }
}
