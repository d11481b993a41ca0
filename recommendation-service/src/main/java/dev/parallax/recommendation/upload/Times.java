package dev.parallax.recommendation.upload;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Reads the times of one file: seconds, milliseconds, microseconds or nanoseconds since 1970; dates
 * and times of ISO 8601, also as databases write them (2019-10-01 00:00:00 UTC, …+00); and dates of
 * which the file tells whether the day or the month comes first ({@link DayMonth}). Where the first
 * is a date of eight digits (20240105), all are.
 */
final class Times {
  private static final String FORMS =
      "must be seconds, milliseconds or microseconds since 1970, or a date and time of ISO 8601 or"
          + " as 12/31/2010 8:26, within 4,000 years of 1970";
  private static final double FEWEST_MILLISECONDS = 1e11;
  private static final double FEWEST_MICROSECONDS = 1e14;
  private static final double FEWEST_NANOSECONDS = 1e17;
  private static final long MOST_SECONDS = 1L << 37;
  private static final int DATE = 10;
  private static final String BASIC_DATE = "(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]H:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[ ][XXX][XX][X][ ]['UTC']['GMT']")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private boolean met;
  private boolean basicDates;
  private DayMonth order;

  /** Whether it is a date and no number, as far as one can tell without the rest of the file. */
  static boolean isDate(String text) {
    String time = text.strip();
    if (DayMonth.matches(time)) {
      return true;
    }
    try {
      iso(time);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether it can be read only once {@link #setOrder} is called. */
  boolean needsOrder(String text) {
    return order == null && DayMonth.matches(text);
  }

  /** Whether there are dates that no other date of the file explains. */
  boolean isAmbiguous() {
    return order == DayMonth.UNTOLD;
  }

  void setOrder(DayMonth ofTheFile) {
    order = ofTheFile;
  }

  /**
   * Since 1970.
   *
   * @throws IllegalArgumentException whose message says what it must be
   */
  long second(String text) {
    if (!met) {
      met = true;
      basicDates = text.matches(BASIC_DATE);
    }
    long second = order != null && DayMonth.matches(text) ? order.second(text) : untold(text);
    if (Math.abs(second) > MOST_SECONDS) {
      throw new IllegalArgumentException(FORMS);
    }
    return second;
  }

  /** Where nothing has to be known of other dates. */
  private long untold(String text) {
    try {
      return basicDates ? date(text, DateTimeFormatter.BASIC_ISO_DATE) : any(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException(FORMS, e);
    }
  }

  private static long any(String text) {
    if (text.length() >= DATE && (text.indexOf('-') > 0 || text.indexOf('/') > 0)) {
      return iso(text);
    }
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new NumberFormatException("no time");
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
    return LocalDate.parse(text, format).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
  }

  /** The year first; without an offset it is UTC. */
  private static long iso(String text) {
    String time = text.indexOf('/') == 4 ? text.replace('/', '-') : text;
    if (time.length() == DATE) {
      return date(time, DateTimeFormatter.ISO_LOCAL_DATE);
    }
    TemporalAccessor parsed = TIME.parse(time);
    int offset =
        parsed.isSupported(ChronoField.OFFSET_SECONDS) ? parsed.get(ChronoField.OFFSET_SECONDS) : 0;
    return LocalDateTime.from(parsed).toEpochSecond(ZoneOffset.UTC) - offset;
  }
}
