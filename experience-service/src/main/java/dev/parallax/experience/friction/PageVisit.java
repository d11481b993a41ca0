package dev.parallax.experience.friction;

import java.util.UUID;

/**
 * What happened on one page in one visit.
 *
 * @param seenAt first, epoch milliseconds
 * @param lcp the worst, as the others; null where it was not measured
 */
record PageVisit(long seenAt, Double lcp, Double inp, Double cls) {

  /** Where it happened. */
  record Key(long customer, UUID session, String path) {}

  static PageVisit of(long atMillis, Sighting sighting) {
    return new PageVisit(
        atMillis,
        measured(sighting, Vital.LCP),
        measured(sighting, Vital.INP),
        measured(sighting, Vital.CLS));
  }

  /** Both as one; order and grouping do not matter. */
  PageVisit and(PageVisit other) {
    return new PageVisit(
        Math.min(seenAt, other.seenAt),
        worse(lcp, other.lcp),
        worse(inp, other.inp),
        worse(cls, other.cls));
  }

  private static Double measured(Sighting sighting, Vital vital) {
    return sighting.vital() == vital ? sighting.value() : null;
  }

  private static Double worse(Double one, Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.max(one, other);
  }
}
