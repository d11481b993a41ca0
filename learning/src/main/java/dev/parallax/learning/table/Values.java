package dev.parallax.learning.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;

/** How a text is read as a value. */
final class Values {
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "nan", "null", "none", "nil", "?", "-", "#n/a");

  /** Longest text that a number is looked for in. */
  private static final int LONGEST_NUMBER = 40;

  private static final int DATE = 10;
  private static final double SECONDS_A_DAY = 86_400;

  private Values() {}

  /** Whether a text says that there is no value, as statistics programs write it. */
  static boolean isMissing(String text) {
    return text.length() <= 4 && MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** How a category is kept: yes and no are written differently by files and by JSON. */
  static String category(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
        ? text.toLowerCase(Locale.ROOT)
        : text;
  }

  /**
   * The same in a file whose fields semicolons separate: programs write it where a comma is the
   * decimal point, so that {@code 3,5} is 3.5.
   */
  static double number(String text, boolean decimalComma) {
    int comma = decimalComma ? text.indexOf(',') : -1;
    if (comma < 0) {
      return number(text);
    }
    boolean alone = text.indexOf('.') < 0 && text.indexOf(',', comma + 1) < 0;
    return alone ? number(text.replace(',', '.')) : Double.NaN;
  }

  /**
   * The number that a text is: digits with a point, a sign and an exponent, as RFC 8259 has them
   * and a little more ({@code +1}, {@code .5}); or the days from 1970 on of a date as ISO 8601 has
   * it ({@code 2024-01-05}, {@code 2024-01-05 08:26:00}).
   *
   * @return NaN when it is none, or none that a float holds, which trees compare by
   */
  static double number(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return Double.NaN;
    }
    if (text.length() >= DATE && text.charAt(4) == '-' && text.charAt(7) == '-') {
      return days(text);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Java would also read 1d, 0x1p3 and Infinity.
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return Double.NaN;
      }
    }
    try {
      double number = Double.parseDouble(text);
      return fits(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether it is finite as a float too. */
  static boolean fits(double number) {
    return Math.abs(number) <= Float.MAX_VALUE;
  }

  private static double days(String text) {
    try {
      double days = LocalDate.parse(text.substring(0, DATE)).toEpochDay();
      if (text.length() == DATE) {
        return days;
      }
      if (text.charAt(DATE) != 'T' && text.charAt(DATE) != ' ') {
        return Double.NaN;
      }
      String time = text.substring(DATE + 1, text.length() - (text.endsWith("Z") ? 1 : 0));
      return days + LocalTime.parse(time).toSecondOfDay() / SECONDS_A_DAY;
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }
}
