package dev.parallax.recommendation.offer;

import dev.parallax.kit.problem.Problems;

/** How many items are wanted: the parameter {@code n}. */
public final class ListSize {
  public static final int DEFAULT = 10;
  public static final int HIGHEST = 100;

  private ListSize() {}

  /**
   * From a query parameter, which is a text: one of type Integer would answer 404 to what is no
   * number.
   *
   * @throws RuntimeException a 400 problem naming {@code n}
   */
  public static int parse(String n) {
    if (n == null) {
      return DEFAULT;
    }
    try {
      int size = Integer.parseInt(n.trim());
      if (isAllowed(size)) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw Problems.invalid("n", expected());
    }
    throw Problems.invalid("n", expected() + ", not " + n.trim());
  }

  public static boolean isAllowed(int size) {
    return size >= 1 && size <= HIGHEST;
  }

  /** What is accepted, for messages. */
  public static String expected() {
    return "must be a whole number between 1 and " + HIGHEST;
  }
}
