package dev.parallax.recommendation.tact;

import dev.parallax.contracts.Required;
import java.time.Instant;

/**
 * How to treat a category, and those under it ({@code Health/Tests} and {@code Health > Tests} are
 * under {@code Health}).
 *
 * @param sensitive nothing is inferred from its items, and they are offered only to whoever looks
 *     for them
 */
public record CategoryPolicy(String category, Quiet quiet, boolean sensitive, Instant updatedAt) {
  private static final int LONGEST = 256;

  public CategoryPolicy {
    Required.text("category", category);
    if (category.length() > LONGEST) {
      throw new IllegalArgumentException("category must be at most 256 characters");
    }
    Required.value("quiet", quiet);
  }

  boolean covers(String other) {
    return other.equals(category)
        || other.startsWith(category + "/")
        || other.startsWith(category + " > ");
  }
}
