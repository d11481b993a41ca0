package dev.parallax.experience.friction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.Reason;
import java.time.Instant;
import java.util.List;

/**
 * Frictions, those first that cost most for sure, then those that hit the most customers.
 *
 * @param before where the period begins that trends are against; it ends at {@code from}
 * @param from visits that came to the page at or after it
 * @param to visits that came to the page before it
 * @param nextCursor what to pass as {@code cursor} for the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FrictionList(
    Instant before, Instant from, Instant to, List<FrictionItem> items, String nextCursor) {

  /**
   * One kind of friction on one page.
   *
   * @param page path without what looks like an id ({@code /orders/:id})
   * @param customers who were hit
   * @param visits in which it happened
   * @param times how often it happened; of slow pages as {@code visits}
   * @param pageVisits of the page; for slow pages those in which a vital was measured
   * @param rate {@code visits} of {@code pageVisits}, with its 95 % interval
   * @param trend against the period before; null where nobody came to the page then
   * @param impact null where there are too few visits to compare
   * @param score what the order goes by: {@code customers} times the share of visits that is lost
   *     at least; 0 where no loss is shown
   * @param ranked the score in words
   * @param reasons what it was about, the most customers first; the weight is the share of the
   *     visits with the friction
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record FrictionItem(
      String page,
      String kind,
      long customers,
      long visits,
      long times,
      long pageVisits,
      FrictionRate rate,
      FrictionTrend trend,
      FrictionImpact impact,
      double score,
      Reason ranked,
      List<Reason> reasons) {}

  /** A share in [0, 1] between its bounds, with customers as the clusters that they are. */
  public record FrictionRate(double value, double lower, double upper) {}

  /**
   * @param direction {@code rising} or {@code falling} where the interval of the change leaves no
   *     doubt, else {@code unclear}
   * @param customers who were hit in the period before
   * @param visits in which it happened then, of {@code pageVisits}
   * @param change of the rate, with its bounds
   */
  public record FrictionTrend(
      String direction,
      long customers,
      long visits,
      long pageVisits,
      FrictionRate rate,
      FrictionRate change) {}

  /**
   * How many visits went on to an order: after the friction, against visits of the same page
   * without it after they came there. Visits that had ordered by then are in neither. Both may have
   * a cause in common: it shows what goes together, not what would be won.
   *
   * @param difference with less without, with its bounds; below 0: those with it order less
   */
  public record FrictionImpact(
      FrictionOutcome with, FrictionOutcome without, FrictionRate difference) {}

  /**
   * @param visits that had not ordered yet
   * @param ordered of these went on to an order
   */
  public record FrictionOutcome(long visits, long ordered, FrictionRate rate) {}
}
