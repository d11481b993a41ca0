package dev.parallax.recommendation.upload;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of day and month comes first in dates such as 12/1/2010 8:26. A date alone says it when one
 * of the two is above 12 or when dots are between (1.12.2010); the others are as that one is.
 */
enum DayMonth {
  DAY_FIRST(
      "must be a date and time as 31/12/2010 8:26, day before month as in others of the file"),
  MONTH_FIRST(
      "must be a date and time as 12/31/2010 8:26, month before day as in others of the file"),
  UNTOLD(
      "must be a date of which day and month can be told apart, and no date of the file has a day"
          + " above 12: write it as 2010-12-31");

  private static final int SHORTEST = 8;
  private static final int MONTHS = 12;
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})"
              + "(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?: ?([AaPp])[Mm])?)?");

  private final String form;

  DayMonth(String form) {
    this.form = form;
  }

  /** Whether it is such a date. */
  static boolean matches(String text) {
    return text.length() >= SHORTEST
        && (isBetween(text.charAt(1)) || isBetween(text.charAt(2)))
        && DATE.matcher(text).matches();
  }

  /** What a date says by itself. */
  static DayMonth toldBy(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches()) {
      return UNTOLD;
    }
    if (date.group(2).equals(".") || number(date, 1) > MONTHS) {
      return DAY_FIRST;
    }
    return number(date, 3) > MONTHS ? MONTH_FIRST : UNTOLD;
  }

  /**
   * Since 1970.
   *
   * @throws IllegalArgumentException whose message says what it must be
   */
  long second(String text) {
    Matcher date = DATE.matcher(text);
    if (this == UNTOLD || !date.matches()) {
      throw new IllegalArgumentException(form);
    }
    try {
      return LocalDateTime.of(
              number(date, 4),
              number(date, this == DAY_FIRST ? 3 : 1),
              number(date, this == DAY_FIRST ? 1 : 3),
              hour(date),
              number(date, 6),
              number(date, 7))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(form, e);
    }
  }

  private static int hour(Matcher date) {
    int hour = number(date, 5);
    if (date.group(8) == null) {
      return hour;
    }
    return hour % 12 + (date.group(8).equalsIgnoreCase("p") ? 12 : 0);
  }

  private static int number(Matcher date, int group) {
    return date.group(group) == null ? 0 : Integer.parseInt(date.group(group));
  }

  private static boolean isBetween(char c) {
    return c == '/' || c == '.' || c == '-';
  }
}
