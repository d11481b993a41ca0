package dev.parallax.segmentation.segment;

import dev.parallax.segmentation.feature.CustomerTotals;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.Features;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** A shop with five kinds of customers; the row's kind is {@code row % 5}. */
final class Kinds {
  static final Instant REFERENCE = Instant.parse("2026-01-01T00:00:00Z");

  /** Orders, days since the last, value per order, pieces, categories, return rate, rating. */
  private static final double[][] TYPICAL = {
    {25, 5, 120, 4, 6, 0.05, 4.6},
    {1, 250, 30, 2, 1, 0.02, 3.8},
    {6, 30, 60, 3, 3, 0.45, 2.2},
    {8, 40, 400, 20, 2, 0.03, 4.2},
    {3, 15, 25, 1.5, 2, 0.02, 4.4},
  };

  private Kinds() {}

  static FeatureTable table(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FeatureTable.Builder builder = new FeatureTable.Builder(REFERENCE, "EUR");
    for (int row = 0; row < rows; row++) {
      builder.add("c_" + row, Features.of(totals(TYPICAL[row % 5], random), REFERENCE));
    }
    return builder.build();
  }

  private static CustomerTotals totals(double[] kind, SplittableRandom random) {
    long orders = Math.max(1, Math.round(kind[0] * noise(random, 0.3)));
    double gross = orders * kind[2] * noise(random, 0.25);
    Instant last = REFERENCE.minus(Duration.ofHours(Math.round(24 * kind[1] * noise(random, 0.5))));
    Instant first = last.minus(Duration.ofDays(orders * 12 - 12));
    long refunds = Math.round(orders * Math.min(1, kind[5] * noise(random, 0.3)));
    double rating = Math.clamp(Math.round(kind[6] + 0.6 * random.nextGaussian()), 1, 5);
    return new CustomerTotals(
        orders,
        orders,
        gross,
        refunds * gross / orders,
        refunds,
        orders,
        Math.round(orders * kind[3] * noise(random, 0.2)),
        Math.max(1, Math.round(kind[4] * noise(random, 0.2))),
        first,
        last,
        random.nextInt(3) == 0 ? Double.NaN : rating,
        rating);
  }

  private static double noise(SplittableRandom random, double spread) {
    return Math.exp(spread * random.nextGaussian());
  }
}
