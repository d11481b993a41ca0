package dev.parallax.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void quantilesAreOfTheNearestRank() {
    long[] hundred = LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1000).toArray();
    assertThat(Distribution.ofMicros(hundred))
        .isEqualTo(new Distribution(100, 50.0, 95.0, 99.0, 100.0));
  }

  @Test
  void oneMeasurementIsAllQuantiles() {
    assertThat(Distribution.ofMicros(new long[] {2500}))
        .isEqualTo(new Distribution(1, 2.5, 2.5, 2.5, 2.5));
  }

  @Test
  void nothingMeasuredIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Distribution.ofMicros(new long[0]));
  }
}
