package dev.parallax.recommendation.upload;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Reads times: seconds or milliseconds since 1970, or dates and times of ISO 8601. */
final class Times {
  private static final double FEWEST_MILLISECONDS = 1e11;
  private static final int MILLISECONDS = 1_000;
  private static final int DATE = 10;

  private Times() {}

  /**
   * Since 1970.
   *
   * @throws IllegalArgumentException when it is no time
   */
  static long second(String text) {
    if (text.indexOf('-') > 0 && text.length() >= DATE) {
      return iso(text);
    }
    double number = Double.parseDouble(text);
    if (!(Math.abs(number) < 1e15)) {
      throw new IllegalArgumentException("no time");
    }
    return (long) (Math.abs(number) >= FEWEST_MILLISECONDS ? number / MILLISECONDS : number);
  }

  private static long iso(String text) {
    try {
      if (text.length() == DATE) {
        return LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
      }
      String time = text.replace(' ', 'T');
      return time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > DATE
          ? OffsetDateTime.parse(time).toEpochSecond()
          : LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no time", e);
    }
  }
}
