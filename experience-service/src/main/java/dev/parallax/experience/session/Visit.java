package dev.parallax.experience.session;

/**
 * What a customer did without a long pause, or within one session of the sender's.
 *
 * @param id of the stored visit, {@link #NEW} for one that is not stored yet
 * @param startedAt time of its first event, epoch milliseconds
 * @param endedAt time of its last event
 * @param events pages, screens and track calls in it
 * @param orders orders completed in it
 */
public record Visit(long id, long startedAt, long endedAt, int events, int orders, Trail trail) {
  public static final long NEW = 0;

  public Visit {
    if (startedAt > endedAt) {
      throw new IllegalArgumentException("startedAt must not be after endedAt");
    }
  }

  /** A visit of a single event; {@code step} may be null. */
  public static Visit of(long atMillis, Step step) {
    return new Visit(
        NEW,
        atMillis,
        atMillis,
        1,
        step == Step.ORDERED ? 1 : 0,
        step == null ? Trail.EMPTY : Trail.of(step, atMillis));
  }

  /** Both as one; keeps the lower id of those that are stored. */
  public Visit and(Visit other) {
    return new Visit(
        id == NEW || other.id == NEW ? Math.max(id, other.id) : Math.min(id, other.id),
        Math.min(startedAt, other.startedAt),
        Math.max(endedAt, other.endedAt),
        events + other.events,
        orders + other.orders,
        trail.and(other.trail));
  }

  /** The same, to be stored anew. */
  public Visit unstored() {
    return new Visit(NEW, startedAt, endedAt, events, orders, trail);
  }

  /** How many steps of the funnel it reached, 0 to 4. */
  public int depth() {
    return trail.depth();
  }
}
