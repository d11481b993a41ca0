package dev.parallax.recommendation.performance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmReaderTest {
  /** Half a million lists are read of however many there are, and all of fewer. */
  @ParameterizedTest
  @CsvSource({"0, 1024", "3, 1024", "3000, 1024", "8000, 500", "1000000, 4", "9000000, 1"})
  void ofMoreListsAsManyCustomersAreReadAsHaveEnough(long probed, int parts) {
    assertThat(ArmReader.parts(probed)).isEqualTo(parts);
  }
}
