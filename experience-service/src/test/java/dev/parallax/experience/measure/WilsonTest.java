package dev.parallax.experience.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of R. G. Newcombe's two papers (Statistics in Medicine 17, 1998). */
class WilsonTest {
  private static final double Z = 1.959964;

  private static Share share(int k, int n) {
    return Wilson.of((double) k / n, n, Z);
  }

  /** Pages 857 to 872, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void intervalOfAProportionIsThePublishedOne(int k, int n, double lower, double upper) {
    assertThat(share(k, n).lower()).isCloseTo(lower, within(5e-5));
    assertThat(share(k, n).upper()).isCloseTo(upper, within(5e-5));
  }

  /** Pages 873 to 890, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void intervalOfADifferenceIsThePublishedOne(
      int k, int n, int k2, int n2, double lower, double upper) {
    Difference difference = Difference.of(share(k, n), share(k2, n2));
    assertThat(difference.value()).isCloseTo((double) k / n - (double) k2 / n2, within(1e-12));
    assertThat(difference.lower()).isCloseTo(lower, within(5e-5));
    assertThat(difference.upper()).isCloseTo(upper, within(5e-5));
  }
}
