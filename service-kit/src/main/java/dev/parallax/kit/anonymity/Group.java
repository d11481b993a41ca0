package dev.parallax.kit.anonymity;

/**
 * A row of an aggregate before anything is left out.
 *
 * @param value its dimensions and measures
 * @param customers distinct ones it counts, or the fewest that any number in it rests on; groups of
 *     nobody are no groups
 */
public record Group<T>(T value, long customers) {
  public Group {
    if (customers < 1) {
      throw new IllegalArgumentException("customers must be 1 or more, not " + customers);
    }
  }
}
