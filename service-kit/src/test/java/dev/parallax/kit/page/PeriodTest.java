package dev.parallax.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  @Test
  void datesBeginAtMidnightUtcAndTimesHaveAnyOffset() {
    assertThat(Period.parse("2026-03-01", "2026-03-02T01:30:00+02:00"))
        .isEqualTo(
            new Period(
                Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-01T23:30:00Z")));
  }

  @Test
  void whatIsNotNamedIsOpenUntilItIsClosed() {
    Period open = Period.parse(null, " ");
    assertThat(open).isEqualTo(new Period(null, null));
    assertThat(open.closed(NOW, Duration.ofDays(7)))
        .isEqualTo(new Period(NOW.minus(Duration.ofDays(7)), NOW));
    assertThat(Period.parse(null, "2026-03-08").closed(NOW, Duration.ofDays(7)))
        .isEqualTo(Period.parse("2026-03-01", "2026-03-08"));
    assertThat(Period.parse("2026-01-01", null).closed(NOW, Duration.ofDays(7)))
        .isEqualTo(new Period(Instant.parse("2026-01-01T00:00:00Z"), NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, 2026-03-01, from must be an RFC 3339 time",
    "2026-03-01, 2026-03-01T12:00, to must be an RFC 3339 time",
    "2026-03-02, 2026-03-01, from must be before to",
    "2026-03-01, 2026-03-01T00:00:00Z, from must be before to"
  })
  void mistakesNameTheField(String from, String to, String mistake) {
    assertThatThrownBy(() -> Period.parse(from, to)).hasMessageContaining(mistake);
  }
}
