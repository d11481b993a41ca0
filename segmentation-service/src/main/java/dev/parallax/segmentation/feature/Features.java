package dev.parallax.segmentation.feature;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Computes features from totals. */
public final class Features {
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private Features() {}

  /**
   * @param reference the moment that recency and tenure count to; what happened after it counts as
   *     having happened at it
   */
  public static FeatureVector of(CustomerTotals totals, Instant reference) {
    Map<Feature, Double> values = new EnumMap<>(Feature.class);
    values.put(Feature.RECENCY, days(totals.last(), reference));
    values.put(Feature.TENURE, days(totals.first(), reference));
    values.put(Feature.FREQUENCY, (double) totals.orders());
    values.put(Feature.RETURN_RATE, Math.min(1, ratio(totals.refundedOrders(), totals.orders())));
    values.put(Feature.CATEGORY_BREADTH, (double) totals.categories());
    values.put(Feature.BASKET_SIZE, ratio(totals.pieces(), totals.ordersWithLines()));
    values.put(Feature.LAST_RATING, totals.lastRating());
    values.put(Feature.AVERAGE_RATING, totals.averageRating());
    values.put(Feature.AVERAGE_ORDER_VALUE, ratio(totals.gross(), totals.ordersInCurrency()));
    values.put(
        Feature.MONETARY,
        totals.ordersInCurrency() == 0
            ? Double.NaN
            : Math.max(0, totals.gross() - totals.refunded()));
    values.put(
        Feature.ORDER_INTERVAL,
        totals.orders() < 2
            ? Double.NaN
            : days(totals.first(), totals.last()) / (totals.orders() - 1));
    return FeatureVector.of(values);
  }

  private static double days(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / MILLIS_PER_DAY);
  }

  /** NaN, that is unknown, where there is nothing to divide by. */
  private static double ratio(double part, long whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }
}
