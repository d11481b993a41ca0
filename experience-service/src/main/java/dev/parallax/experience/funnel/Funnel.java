package dev.parallax.experience.funnel;

import java.time.Instant;
import java.util.List;

/**
 * How far the visits that began in a period went.
 *
 * @param from inclusive, null: from the beginning
 * @param to exclusive, null: until now
 * @param segment null: all customers
 * @param sessions all of them, whether they took a step or not
 * @param customers who had a session
 */
public record Funnel(
    Instant from,
    Instant to,
    String segment,
    long sessions,
    long customers,
    List<FunnelStep> steps) {

  /**
   * A session counts at a step when it took it at or after the time it reached the step before; a
   * customer counts when at least one of their sessions does.
   *
   * @param rate share of the sessions at the step before, of all sessions at the first; null
   *     without any
   * @param overallRate share of all sessions; null without any
   */
  public record FunnelStep(
      String name, long sessions, long customers, Double rate, Double overallRate) {}
}
