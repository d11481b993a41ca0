package dev.parallax.experience.session;

import java.util.List;
import java.util.stream.Stream;

/**
 * How far a visit went.
 *
 * @param beganAt time of its first event, epoch milliseconds
 * @param depth steps of the funnel it reached, 0 to 4
 * @param orders completed in it
 */
public record Reach(long beganAt, int depth, int orders) {

  /** Of all that belongs to one visit. */
  static Reach of(List<Visit> parts, List<Place> orders) {
    Trail trail =
        Stream.concat(
                parts.stream().map(Visit::trail),
                orders.stream().map(order -> Trail.of(Step.ORDERED, order.atMillis())))
            .reduce(Trail.EMPTY, Trail::and);
    return new Reach(
        parts.stream().mapToLong(Visit::startedAt).min().orElseThrow(),
        trail.depth(),
        Math.max(orders.size(), trail.took(Step.ORDERED) ? 1 : 0));
  }
}
