package dev.parallax.recommendation.upload;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Reads the times of one file: seconds, milliseconds, microseconds or nanoseconds since 1970, or
 * dates and times of ISO 8601. Where the first is a date of eight digits (20240105), all are.
 */
final class Times {
  private static final double FEWEST_MILLISECONDS = 1e11;
  private static final double FEWEST_MICROSECONDS = 1e14;
  private static final double FEWEST_NANOSECONDS = 1e17;
  private static final long MOST_SECONDS = 1L << 37;
  private static final int DATE = 10;
  private static final String BASIC_DATE = "(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])";

  private boolean met;
  private boolean basicDates;

  /**
   * Since 1970.
   *
   * @throws IllegalArgumentException when it is no time, or thousands of years away
   */
  long second(String text) {
    if (!met) {
      met = true;
      basicDates = text.matches(BASIC_DATE);
    }
    long second = basicDates ? date(text, DateTimeFormatter.BASIC_ISO_DATE) : any(text);
    if (Math.abs(second) > MOST_SECONDS) {
      throw new IllegalArgumentException("too far away");
    }
    return second;
  }

  private static long any(String text) {
    if (text.indexOf('-') > 0 && text.length() >= DATE) {
      return text.length() == DATE ? date(text, DateTimeFormatter.ISO_LOCAL_DATE) : iso(text);
    }
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("no time");
    }
    return (long) (number / perSecond(Math.abs(number)));
  }

  private static double perSecond(double number) {
    if (number >= FEWEST_NANOSECONDS) {
      return 1e9;
    }
    if (number >= FEWEST_MICROSECONDS) {
      return 1e6;
    }
    return number >= FEWEST_MILLISECONDS ? 1e3 : 1;
  }

  private static long date(String text, DateTimeFormatter format) {
    try {
      return LocalDate.parse(text, format).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no date", e);
    }
  }

  private static long iso(String text) {
    try {
      String time = text.replace(' ', 'T');
      return time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > DATE
          ? OffsetDateTime.parse(time).toEpochSecond()
          : LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no time", e);
    }
  }
}
