package dev.parallax.console.merge;

/**
 * How far one service's list has been read.
 *
 * @param cursor the service's own, of the page to read next; null for its first
 * @param skip how many items of that page have been given out already
 */
record Position(String cursor, int skip) {
  static final Position START = new Position(null, 0);

  Position {
    if (skip < 0) {
      throw new IllegalArgumentException("skip must not be negative");
    }
  }
}
