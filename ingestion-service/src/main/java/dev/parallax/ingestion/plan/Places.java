package dev.parallax.ingestion.plan;

/**
 * How many places (fields, and elements of arrays) may be remembered by all schemas that are worked
 * out together: each holds what was seen there, and strangers choose how many there are. One
 * thread's.
 */
final class Places {
  /** A place with what was seen in it takes about a kilobyte. */
  static final int MOST = 200_000;

  /** A name of more characters counts as several places. */
  private static final int NAME = 200;

  private long left;

  Places(long most) {
    this.left = most;
  }

  /**
   * @return false when there is no room for it
   */
  boolean take(String name) {
    long places = places(name);
    if (places > left) {
      return false;
    }
    left -= places;
    return true;
  }

  /** It is not remembered any more. */
  void giveBack(String name) {
    left += places(name);
  }

  long left() {
    return left;
  }

  private static long places(String name) {
    return 1 + name.length() / NAME;
  }
}
