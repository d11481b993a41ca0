package dev.parallax.learning.table;

import java.util.Locale;
import java.util.Set;

/** How a text is read as a value. */
final class Values {
  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "nan", "null", "none", "nil", "?", "-", "#n/a");

  /** Longest text that a number is looked for in. */
  private static final int LONGEST_NUMBER = 40;

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
   * The number that a text is: digits with a point, a sign and an exponent, as RFC 8259 has them
   * and a little more ({@code +1}, {@code .5}).
   *
   * @return NaN when it is none, or none that is finite
   */
  static double number(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return Double.NaN;
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
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
