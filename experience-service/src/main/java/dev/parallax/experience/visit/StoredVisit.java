package dev.parallax.experience.visit;

import dev.parallax.experience.session.Reach;
import dev.parallax.experience.session.Visit;

/**
 * A row.
 *
 * @param reach null where it is no visit by itself
 */
record StoredVisit(long customer, Visit visit, Reach reach) {}
