package dev.parallax.experience.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShareTest {
  private static final double Z = 1.645;

  /** n customers with one act each, k of them on the need: the plain binomial case. */
  private static Share binomial(int k, int n) {
    return Share.of(new Sums(k, k, k), new Whole(n, n, n), Z);
  }

  @Test
  void singleActsGiveWilsonsInterval() {
    Share share = binomial(30, 100);
    assertThat(share.value()).isEqualTo(0.3);
    // Wilson for n = 99 (the ratio estimator divides by n - 1): centre and half by the textbook.
    double n = 99;
    double centre = (0.3 + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(0.21 / n + Z * Z / (4 * n * n));
    assertThat(share.lower()).isCloseTo(centre - half, within(1e-9));
    assertThat(share.upper()).isCloseTo(centre + half, within(1e-9));
  }

  @Test
  void oneBusyCustomerIsLessSureThanManyWithTheSameShare() {
    // 100 customers with 10 acts each; the need's 100 acts by 10 who do nothing else, or 1 by each.
    Share few = Share.of(new Sums(100, 1_000, 1_000), new Whole(1_000, 10_000, 100), Z);
    Share many = Share.of(new Sums(100, 100, 1_000), new Whole(1_000, 10_000, 100), Z);
    assertThat(few.value()).isEqualTo(many.value());
    assertThat(many.lower()).isGreaterThan(few.lower());
  }

  @Test
  void nothingObservedIsNoShareRatherThanZero() {
    assertThat(Share.of(Sums.NONE, Whole.NONE, Z)).isEqualTo(Share.UNKNOWN);
    assertThat(Share.UNKNOWN.known()).isFalse();
  }

  @Property(seed = "2026")
  void intervalHoldsTheShareAndNarrowsWithCustomers(
      @ForAll @IntRange(max = 50) int k, @ForAll @IntRange(min = 1, max = 50) int rest) {
    Share small = binomial(k, k + rest);
    Share large = binomial(10 * k, 10 * (k + rest));
    assertThat(small.lower()).isBetween(0.0, small.value() + 1e-12);
    assertThat(small.upper()).isBetween(small.value() - 1e-12, 1.0);
    assertThat(large.upper() - large.lower()).isLessThan(small.upper() - small.lower());
  }

  @Property(tries = 20, seed = "2026")
  void lowerBoundIsBelowTheTruthInAboutNineteenOfTwentySamples(
      @ForAll @DoubleRange(min = 0.05, max = 0.5) double truth, @ForAll long seed) {
    Random random = new Random(seed);
    int samples = 400;
    int covered = 0;
    for (int s = 0; s < samples; s++) {
      covered += sample(random, truth).lower() <= truth ? 1 : 0;
    }
    assertThat((double) covered / samples).isBetween(0.88, 1.0);
  }

  /** 150 customers with 1 to 12 acts and tastes of their own around the truth. */
  private static Share sample(Random random, double truth) {
    double x = 0, xx = 0, xy = 0, y = 0, yy = 0;
    int customers = 150;
    for (int c = 0; c < customers; c++) {
      int acts = 1 + random.nextInt(12);
      double taste = truth * 2 * random.nextDouble();
      int on = 0;
      for (int a = 0; a < acts; a++) {
        on += random.nextDouble() < taste ? 1 : 0;
      }
      x += on;
      xx += (double) on * on;
      xy += (double) on * acts;
      y += acts;
      yy += (double) acts * acts;
    }
    return Share.of(new Sums(x, xx, xy), new Whole(y, yy, customers), Z);
  }
}
