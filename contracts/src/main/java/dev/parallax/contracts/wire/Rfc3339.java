package dev.parallax.contracts.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Times as text. The usual form, in UTC and with up to nine decimals, is read and written by hand:
 * the JDK's formatter took a tenth of the processor time of every service that reads events. Any
 * other form is left to the JDK.
 */
public final class Rfc3339 {
  private static final int SECONDS_LENGTH = "2026-01-31T12:00:00".length();
  private static final int MOST_DECIMALS = 9;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long FIRST_SECOND = LocalDate.of(1, 1, 1).toEpochDay() * SECONDS_PER_DAY;
  private static final long LAST_SECOND = LocalDate.of(9999, 12, 31).toEpochDay() * SECONDS_PER_DAY;

  private Rfc3339() {}

  /**
   * @throws DateTimeParseException when it is no time with an offset
   */
  public static Instant parse(String text) {
    int length = text.length();
    if (length <= SECONDS_LENGTH
        || text.charAt(length - 1) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return byJdk(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int nanos = nanos(text, length - 1);
    boolean usual =
        year >= 0
            && month >= 0
            && day >= 0
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && nanos >= 0;
    if (!usual) {
      return byJdk(text);
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return Instant.ofEpochSecond(
          days * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second, nanos);
    } catch (DateTimeException e) {
      return byJdk(text);
    }
  }

  /** As {@link Instant#toString}. */
  public static String format(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < FIRST_SECOND || seconds >= LAST_SECOND) {
      return time.toString();
    }
    LocalDateTime utc = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(SECONDS_LENGTH + MOST_DECIMALS + 2);
    digits(text, utc.getYear(), 1000);
    digits(text.append('-'), utc.getMonthValue(), 10);
    digits(text.append('-'), utc.getDayOfMonth(), 10);
    digits(text.append('T'), utc.getHour(), 10);
    digits(text.append(':'), utc.getMinute(), 10);
    digits(text.append(':'), utc.getSecond(), 10);
    int nanos = time.getNano();
    if (nanos != 0) {
      text.append('.');
      if (nanos % 1_000_000 == 0) {
        digits(text, nanos / 1_000_000, 100);
      } else if (nanos % 1_000 == 0) {
        digits(text, nanos / 1_000, 100_000);
      } else {
        digits(text, nanos, 100_000_000);
      }
    }
    return text.append('Z').toString();
  }

  private static Instant byJdk(String text) {
    return Instant.parse(text);
  }

  /** -1 when there is anything but digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /**
   * What stands between the seconds and the Z; -1 when it is no fraction of at most nine digits.
   */
  private static int nanos(String text, int end) {
    if (end == SECONDS_LENGTH) {
      return 0;
    }
    int decimals = end - SECONDS_LENGTH - 1;
    if (text.charAt(SECONDS_LENGTH) != '.' || decimals < 1 || decimals > MOST_DECIMALS) {
      return -1;
    }
    int nanos = number(text, SECONDS_LENGTH + 1, end);
    for (int i = decimals; i < MOST_DECIMALS && nanos > 0; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static void digits(StringBuilder text, int number, int highest) {
    int rest = number;
    for (int unit = highest; unit > 0; unit /= 10) {
      text.append((char) ('0' + rest / unit));
      rest %= unit;
    }
  }
}
