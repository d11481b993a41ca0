package dev.parallax.recommendation.ranker;

import java.util.List;

/**
 * How probable it is that what stands at a position is looked at, as a share of the first.
 *
 * <p>Without evidence it is {@code 1 / log2(1 + p)}, as everywhere in this service. The evidence
 * are lists whose order was drawn by lot: every item stands at every position by a known
 * probability, so that clicks divided by it differ between positions for no other reason than the
 * position (Wang, Bendersky, Metzler and Najork, SIGIR 2016). The fewer clicks, the more the fixed
 * curve counts.
 *
 * @param looked by position from 1
 */
record PositionCurve(double[] looked) {
  /** What is clicked at the end of a long list weighs at most ten times as much. */
  private static final double LEAST = 0.1;

  /** Clicks at a position at which the lists by lot count half. */
  private static final double HALF_TRUSTED = 100;

  /** What stands behind the last of these is looked at as often as the last. */
  static final int POSITIONS = 100;

  /** What holds where nothing was drawn by lot. */
  static final PositionCurve FIXED = estimate(List.of());

  /** As if everything were looked at. */
  static final PositionCurve NONE = new PositionCurve(new double[] {1});

  /**
   * Sums over items of lists whose order was drawn by lot, each divided by the probability that it
   * stood there.
   *
   * @param position from 1 to {@link #POSITIONS}
   * @param clicks how many there were, not divided
   */
  record Place(int position, double shown, double clicked, long clicks) {
    double rate() {
      return shown > 0 ? clicked / shown : 0;
    }
  }

  static PositionCurve estimate(List<Place> places) {
    double[] looked = new double[POSITIONS];
    for (int p = 1; p <= POSITIONS; p++) {
      looked[p - 1] = Math.max(LEAST, Math.log(2) / Math.log(1 + p));
    }
    Place first = places.stream().filter(p -> p.position() == 1).findFirst().orElse(null);
    if (first != null && first.clicked() > 0) {
      for (Place place : places) {
        double clicks = Math.min(place.clicks(), first.clicks());
        double trust = clicks / (clicks + HALF_TRUSTED);
        double found = Math.clamp(place.rate() / first.rate(), LEAST, 1);
        int at = place.position() - 1;
        looked[at] = trust * found + (1 - trust) * looked[at];
      }
    }
    return new PositionCurve(looked);
  }

  /** In (0, 1]. */
  double at(int position) {
    return looked[Math.min(position, looked.length) - 1];
  }
}
