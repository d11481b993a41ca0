package dev.parallax.experience.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Where attention goes that nobody serves.
 *
 * <p>For a segment and a need, <i>attention</i> is the need's share of the segment's weighted
 * attention, <i>offer</i> its share of what is offered (mean of its share of the catalog and of the
 * recommendations shown to the segment; the catalog alone where none were shown), <i>bought</i> its
 * share of the segment's order lines. Served is the larger of offer and bought, and the gap is
 * {@code attention - max(offer, bought)}. Their mean was rejected: the catalog is the same for all,
 * so a segment that looks for and buys mostly books would show a gap in books although it is well
 * served.
 *
 * <p>Needs are ranked by the lower confidence bound of that difference, by the method of variance
 * estimates recovery (Newcombe, Statistics in Medicine 17, 1998, method 10; Zou and Donner, ibid.
 * 27, 2008): {@code d - sqrt((a - a.lower)² + (s.upper - s)²)}. So a rare need that many customers
 * share beats one that a single customer repeats, and no threshold has to be guessed.
 */
public final class GapAnalysis {
  private final Weights weights;
  private final int minCustomers;
  private final double z;

  /**
   * @param minCustomers needs of fewer customers are left out: they are noise, and could point at a
   *     person
   * @param z one-sided standard normal quantile of the confidence
   */
  public GapAnalysis(Weights weights, int minCustomers, double z) {
    this.weights = weights;
    this.minCustomers = minCustomers;
    this.z = z;
  }

  /** Widest first; equal ones by segment and name. */
  public List<Gap> rank(Collection<SegmentEvidence> segments, Offer offer) {
    List<Gap> gaps = new ArrayList<>();
    for (SegmentEvidence segment : segments) {
      for (Cell cell : segment.cells()) {
        if (cell.acts().customers() >= minCustomers) {
          gaps.add(gap(segment, cell, offer));
        }
      }
    }
    gaps.sort(
        Comparator.comparingDouble(Gap::width)
            .reversed()
            .thenComparing(Gap::segment)
            .thenComparing(Gap::category));
    return gaps;
  }

  private Gap gap(SegmentEvidence segment, Cell cell, Offer offer) {
    String name = cell.need().name();
    boolean inCatalog = !cell.need().fromSearch();
    double catalogShare = inCatalog ? offer.share(name) : 0;
    Share attention = Share.of(cell.attention(), segment.attention(), z);
    Share shown = Share.of(cell.shown(), segment.shown(), z);
    Share bought = Share.of(cell.bought(), segment.bought(), z);
    Share offered = shown.known() ? shown.meanWith(catalogShare) : Share.exact(catalogShare);
    Share served = bought.known() && bought.value() > offered.value() ? bought : offered;
    double estimate = attention.value() - served.value();
    double doubt =
        Math.hypot(attention.value() - attention.lower(), served.upper() - served.value());
    Gap gap =
        new Gap(
            segment.segment(),
            name,
            estimate - doubt,
            estimate,
            attention,
            offered,
            shown,
            catalogShare,
            bought,
            cell.acts(),
            new Gap.SegmentTotals(
                segment.attention().total(),
                Math.round(segment.shown().total()),
                Math.round(segment.bought().total())),
            inCatalog ? offer.items(name) : 0,
            offer.total(),
            List.of());
    return gap.because(GapReasons.of(gap, cell.need(), weights));
  }
}
