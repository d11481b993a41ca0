package dev.parallax.segmentation.feature;

import dev.parallax.contracts.Required;
import java.time.Instant;

/**
 * All that the features of a customer with at least one purchase are made of. Only counts, sums,
 * extremes and the latest: none of it depends on the order in which events arrived.
 *
 * @param orders purchases, at least 1
 * @param ordersInCurrency those in the main currency
 * @param gross money spent in the main currency before refunds
 * @param refunded money given back in the main currency, positive
 * @param refundedOrders distinct orders of which something was given back
 * @param ordersWithLines purchases that list their products
 * @param pieces products in those, services such as postage not counted
 * @param categories distinct categories bought from
 * @param first time of the first purchase
 * @param last time of the last purchase
 * @param lastRating latest rating by event time, NaN where there is none
 * @param averageRating mean of all ratings, NaN where there is none
 */
public record CustomerTotals(
    long orders,
    long ordersInCurrency,
    double gross,
    double refunded,
    long refundedOrders,
    long ordersWithLines,
    long pieces,
    long categories,
    Instant first,
    Instant last,
    double lastRating,
    double averageRating) {
  public CustomerTotals {
    if (orders < 1) {
      throw new IllegalArgumentException("orders must be at least 1");
    }
    Required.value("first", first);
    Required.value("last", last);
  }
}
