package dev.parallax.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateTest {
  private final MovingClock clock = new MovingClock();
  private final Rate rate = new Rate(clock, new SimpleMeterRegistry());

  @Test
  void eventsShowInTheirSecondAndLeaveAfterAMinute() {
    rate.accepted(30);
    clock.move(1);
    assertThat(rate.snapshot().lastMinute()).hasSize(60).endsWith(30);
    assertThat(rate.snapshot().eventsPerSecond()).isEqualTo(10.0);
    clock.move(59);
    assertThat(rate.snapshot().lastMinute()).startsWith(30);
    clock.move(1);
    assertThat(rate.snapshot().lastMinute()).containsOnly(0);
    assertThat(rate.snapshot().accepted()).isEqualTo(30);
  }

  @Test
  void aSlotThatIsUsedAgainForgetsTheMinuteBefore() {
    rate.accepted(5);
    clock.move(64);
    rate.accepted(7);
    clock.move(1);
    assertThat(rate.snapshot().lastMinute()).endsWith(7);
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    void move(int seconds) {
      now = now.plus(Duration.ofSeconds(seconds));
    }

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
  }
}
