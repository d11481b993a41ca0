package dev.parallax.experience.friction;

import dev.parallax.experience.measure.Sums;
import dev.parallax.experience.measure.Whole;

/**
 * What was counted of one kind on one page.
 *
 * @param customers who were hit
 * @param times how often
 * @param hit visits in which it happened, of {@code visits}
 * @param visits of the page; for slow pages those in which it was measured
 * @param before the same in the period before; null where nobody came to the page
 * @param went visits with it that went on to an order, of {@code open}
 * @param open visits with it that had not ordered before it
 * @param wentWithout visits of the page without it that went on to an order, of {@code openWithout}
 */
record FrictionSums(
    FrictionKind kind,
    String page,
    long customers,
    long times,
    Sums hit,
    Whole visits,
    Before before,
    Sums went,
    Whole open,
    Sums wentWithout,
    Whole openWithout) {

  /** In the period before. */
  record Before(long customers, Sums hit, Whole visits) {}
}
