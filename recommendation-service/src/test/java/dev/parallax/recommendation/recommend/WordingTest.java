package dev.parallax.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void sharesKeepTheDigitsThatCount() {
    assertThat(Wording.percent(0.0313)).isEqualTo("3.1");
    assertThat(Wording.percent(0.5)).isEqualTo("50.0");
    assertThat(Wording.percent(0.00144)).isEqualTo("0.14");
    assertThat(Wording.percent(0.000321)).isEqualTo("0.032");
  }
}
