package dev.parallax.experience.measure;

import dev.parallax.contracts.Reason;
import java.util.List;

/**
 * How far apart need and service are for one segment and need.
 *
 * @param width what the gap is at least, with the configured confidence; positive: more wanted than
 *     served
 * @param estimate the gap as observed, {@code attention - max(offer, bought)}
 * @param items on offer of {@code itemsTotal}
 */
public record Gap(
    String segment,
    String category,
    double width,
    double estimate,
    Share attention,
    Share offer,
    Share shown,
    double catalogShare,
    Share bought,
    Acts acts,
    SegmentTotals totals,
    long items,
    long itemsTotal,
    List<Reason> reasons) {

  /** What the counts are parts of, within the segment. */
  public record SegmentTotals(double attention, long shown, long bought) {}

  /** Whether what the segment buys, not what it is offered, is the larger. */
  public boolean servedByPurchases() {
    return bought.known() && bought.value() > offer.value();
  }

  Gap because(List<Reason> why) {
    return new Gap(
        segment,
        category,
        width,
        estimate,
        attention,
        offer,
        shown,
        catalogShare,
        bought,
        acts,
        totals,
        items,
        itemsTotal,
        List.copyOf(why));
  }

  /** Whether something is missing for sure. */
  public boolean open() {
    return width > 0;
  }
}
