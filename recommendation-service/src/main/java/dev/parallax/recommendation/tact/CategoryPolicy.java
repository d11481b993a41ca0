package dev.parallax.recommendation.tact;

import dev.parallax.contracts.Required;
import java.time.Instant;

/**
 * How to treat a category, and those under it ({@code Health/Tests} and {@code health > Tests} are
 * under {@code Health}).
 *
 * @param sensitive nothing is inferred from its items, and they are offered only to whoever looks
 *     for them
 */
public record CategoryPolicy(String category, Quiet quiet, boolean sensitive, Instant updatedAt) {
  private static final int LONGEST = 256;

  public CategoryPolicy {
    Required.text("category", category);
    if (category.length() > LONGEST || category.indexOf(0) >= 0) {
      throw new IllegalArgumentException("category must be at most 256 characters");
    }
    Required.value("quiet", quiet);
  }

  /** Whatever the case and the spaces: what is spelt a little otherwise is as sensitive. */
  boolean covers(String other) {
    String under = other.strip();
    String top = category.strip();
    if (!under.regionMatches(true, 0, top, 0, top.length())) {
      return false;
    }
    String rest = under.substring(top.length()).stripLeading();
    return rest.isEmpty() || rest.startsWith("/") || rest.startsWith(">");
  }
}
