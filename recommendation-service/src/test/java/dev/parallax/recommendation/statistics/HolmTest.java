package dev.parallax.recommendation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HolmTest {
  /** What R's {@code p.adjust(c(.01, .04, .03, .005), "holm")} says. */
  @Test
  void valuesAreThoseOfR() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }

  /** The smallest is held to level / m, the next to level / (m - 1), until one is not below. */
  @Property(tries = 300)
  void theSameAreRejectedAsStepByStep(
      @ForAll @Size(min = 1, max = 8) double @DoubleRange(min = 0, max = 0.2) [] pValues,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double level) {
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    int rejected = 0;
    while (rejected < sorted.length && (sorted.length - rejected) * sorted[rejected] < level) {
      rejected++;
    }
    assertThat(Arrays.stream(Holm.adjusted(pValues)).filter(p -> p < level).count())
        .isEqualTo(rejected);
  }
}
