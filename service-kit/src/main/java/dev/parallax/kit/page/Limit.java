package dev.parallax.kit.page;

import dev.parallax.kit.problem.Problems;

/** The {@code limit} parameter of lists. */
public final class Limit {
  public static final int DEFAULT = 50;
  public static final int HIGHEST = 500;

  private Limit() {}

  /**
   * @return the limit, 50 where none is given
   * @throws RuntimeException a 400 problem naming {@code limit} outside 1 to 500
   */
  public static int of(Integer limit) {
    if (limit == null) {
      return DEFAULT;
    }
    if (limit < 1 || limit > HIGHEST) {
      throw Problems.invalid("limit", "must be between 1 and " + HIGHEST + ", not " + limit);
    }
    return limit;
  }

  /**
   * The same from text. A parameter of type Integer would answer 404 to what is no number.
   *
   * @throws RuntimeException a 400 problem naming {@code limit}
   */
  public static int parse(String limit) {
    if (limit == null || limit.isBlank()) {
      return DEFAULT;
    }
    try {
      return of(Integer.valueOf(limit.trim()));
    } catch (NumberFormatException e) {
      throw Problems.invalid("limit", "must be a whole number between 1 and " + HIGHEST);
    }
  }
}
