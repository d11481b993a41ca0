package dev.parallax.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the JDK, which is the truth. */
class Rfc3339Test {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("+10001-01-01T00:00:00Z").getEpochSecond();

  @Test
  void everyTimeIsWrittenAndReadAsTheJdkDoes() {
    Random random = new Random(7);
    int[] steps = {1_000_000_000, 1_000_000, 1_000, 1};
    for (int i = 0; i < 100_000; i++) {
      int step = steps[i % steps.length];
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(FIRST, LAST), random.nextInt(1_000_000_000) / step * (long) step);
      assertThat(Rfc3339.format(time)).isEqualTo(time.toString());
      assertThat(Rfc3339.parse(time.toString())).isEqualTo(time);
    }
  }

  @Test
  void otherFormsAreReadAsTheJdkDoes() {
    for (String text :
        List.of(
            "2026-01-31T12:00:00+02:00",
            "2026-01-31T12:00:00.5Z",
            "2026-01-31T12:00:00.25Z",
            "2026-01-31T12:00:00.123456789Z",
            "2026-01-31t12:00:00z",
            "2024-02-29T23:59:59Z",
            "2026-01-31T24:00:00Z",
            "2016-12-31T23:59:60Z")) {
      assertThat(Rfc3339.parse(text)).as(text).isEqualTo(Instant.parse(text));
    }
  }

  @Test
  void whatIsNoTimeIsRefused() {
    for (String text :
        List.of(
            "",
            "Z",
            "today",
            "2026-01-31",
            "2026-01-31T12:00:00",
            "2026-02-30T12:00:00Z",
            "2026-13-01T12:00:00Z",
            "2026-01-00T12:00:00Z",
            "2026-01-31T12:61:00Z",
            "2026-01-31T12:00:00.1234567890Z",
            "2026-01-31T12:00:00,5Z",
            "2026-01-31T12:0x:00Z",
            "2026-01-31T12:00:-1Z")) {
      assertThatThrownBy(() -> Rfc3339.parse(text))
          .as(text)
          .isInstanceOf(DateTimeParseException.class);
    }
  }
}
