package dev.parallax.recommendation.tact;

import java.util.List;

/**
 * A list that a customer was shown, at a time in seconds since 1970.
 *
 * @param mailed whether it was sent and not seen on a visit
 */
public record Showing(long second, boolean mailed, List<String> items) {
  public Showing {
    items = List.copyOf(items);
  }
}
