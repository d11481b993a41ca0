package dev.parallax.recommendation.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PaceTest {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
  private final Pace pace = new Pace(clock, Duration.ofMinutes(1), 10);

  @Test
  void whatIsQuickIsDueAgainAfterTheShortestPause() {
    assertThat(pace.isDue()).isTrue();
    pace.run(() -> pass(1));
    assertDueAfter(60);
  }

  @Test
  void whatTakesLongIsDoneLessOften() {
    pace.run(() -> pass(30));
    assertDueAfter(300);
  }

  @Test
  void whatFailsIsNotBegunAgainAtOnce() {
    assertThatThrownBy(
            () ->
                pace.run(
                    () -> {
                      pass(20);
                      throw new IllegalStateException("store");
                    }))
        .hasMessage("store");
    assertDueAfter(200);
  }

  private void assertDueAfter(long seconds) {
    pass(seconds - 1);
    assertThat(pace.isDue()).isFalse();
    pass(1);
    assertThat(pace.isDue()).isTrue();
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }
}
