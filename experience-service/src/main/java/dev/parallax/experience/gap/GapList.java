package dev.parallax.experience.gap;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.experience.customer.Segments;
import dev.parallax.experience.measure.Acts;
import dev.parallax.experience.measure.Gap;
import java.time.Instant;
import java.util.List;

/**
 * Gaps, widest first.
 *
 * @param computedAt nothing taken in since then changed them
 * @param open how many of all are above zero
 */
public record GapList(Instant computedAt, long open, List<GapItem> items) {

  /**
   * One segment and need.
   *
   * @param category of the catalog, or one only customers name, or {@code search:<words>}
   * @param gap what {@code estimate} is at least with the configured confidence; above zero: more
   *     is wanted than served
   * @param estimate {@code attentionShare - max(offerShare, boughtShare)} as observed
   * @param attentionShare the need's share of the segment's weighted attention
   * @param offerShare mean of the need's share of the items on offer and of the recommendations
   *     shown to the segment
   * @param boughtShare the need's share of the segment's order lines; null when it has none
   * @param customers of the segment who paid attention to the need
   */
  public record GapItem(
      String segment,
      Phrase segmentName,
      String category,
      double gap,
      double estimate,
      double attentionShare,
      double offerShare,
      Double boughtShare,
      long customers,
      AttentionFacts attention,
      OfferFacts offer,
      BoughtFacts bought,
      List<Reason> reasons) {}

  /**
   * @param searches all, {@code searchesWithoutResult} included
   * @param weighted the sum the share is taken from, of {@code weightedTotal} in the segment
   * @param lower bound of the share
   * @param upper bound of the share
   */
  public record AttentionFacts(
      long views,
      long searches,
      long searchesWithoutResult,
      long wishes,
      long complaints,
      double weighted,
      double weightedTotal,
      double lower,
      double upper) {}

  /**
   * @param items that can be bought now, of {@code itemsTotal}
   * @param shown recommendations of them to the segment, of {@code shownTotal}
   * @param shownShare null when none were shown
   */
  public record OfferFacts(
      long items,
      long itemsTotal,
      double catalogShare,
      long shown,
      long shownTotal,
      Double shownShare) {}

  /**
   * @param lines of orders, of {@code linesTotal} in the segment
   */
  public record BoughtFacts(long lines, long linesTotal) {}

  static GapItem item(Gap gap, Segments segments) {
    Acts acts = gap.acts();
    Gap.SegmentTotals totals = gap.totals();
    return new GapItem(
        gap.segment(),
        segments.name(gap.segment()),
        gap.category(),
        gap.width(),
        gap.estimate(),
        gap.attention().value(),
        gap.offer().value(),
        gap.bought().known() ? gap.bought().value() : null,
        acts.customers(),
        new AttentionFacts(
            acts.views(),
            acts.searches(),
            acts.emptySearches(),
            acts.wishes(),
            acts.complaints(),
            gap.attention().value() * totals.attention(),
            totals.attention(),
            gap.attention().lower(),
            gap.attention().upper()),
        new OfferFacts(
            gap.items(),
            gap.itemsTotal(),
            gap.catalogShare(),
            acts.shown(),
            totals.shown(),
            gap.shown().known() ? gap.shown().value() : null),
        new BoughtFacts(acts.bought(), totals.bought()),
        gap.reasons());
  }
}
