package dev.parallax.experience.session;

import java.util.UUID;

/**
 * What a customer did within one session of the sender's, or without a session and without a long
 * pause. Which of these are one visit, {@link Visits} finds.
 *
 * @param id of the stored row, {@link #NEW} for one that is not stored yet
 * @param session the sender's; null without
 * @param startedAt time of its first event, epoch milliseconds
 * @param endedAt time of its last event
 * @param events pages, screens and track calls in it; none of those without a session for which
 *     nobody need have visited a page
 */
public record Visit(long id, UUID session, long startedAt, long endedAt, int events, Trail trail) {
  public static final long NEW = 0;

  public Visit {
    if (startedAt > endedAt) {
      throw new IllegalArgumentException("startedAt must not be after endedAt");
    }
  }

  /**
   * A single event.
   *
   * @param step null for none; orders are none here, see {@link Place}
   * @param visited whether somebody must have been there for it
   */
  public static Visit of(UUID session, long atMillis, Step step, boolean visited) {
    return new Visit(
        NEW,
        session,
        atMillis,
        atMillis,
        visited ? 1 : 0,
        step == null || step == Step.ORDERED ? Trail.EMPTY : Trail.of(step, atMillis));
  }

  /** Both as one; keeps the lower id of those that are stored. */
  public Visit and(Visit other) {
    return new Visit(
        id == NEW || other.id == NEW ? Math.max(id, other.id) : Math.min(id, other.id),
        session,
        Math.min(startedAt, other.startedAt),
        Math.max(endedAt, other.endedAt),
        events + other.events,
        trail.and(other.trail));
  }

  /** The same, to be stored anew. */
  public Visit unstored() {
    return new Visit(NEW, session, startedAt, endedAt, events, trail);
  }

  /** Milliseconds between the two, 0 where they overlap. */
  long gap(Visit other) {
    return Math.max(0, Math.max(startedAt, other.startedAt) - Math.min(endedAt, other.endedAt));
  }

  boolean covers(long atMillis) {
    return startedAt <= atMillis && atMillis <= endedAt;
  }
}
