package dev.parallax.ingestion.mapping;

import dev.parallax.ingestion.validation.Code;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads numbers and amounts of money as people of a country write them: {@code 1.234,56 €}. Strict
 * where {@link java.text.DecimalFormat} is lenient: by that, an American file's {@code 1,23} would
 * silently be 123.
 */
final class MoneyFormat {
  /** Signs that mean one currency wherever they stand; {@code $} and {@code ¥} do not. */
  private static final Map<String, String> SIGNS =
      Map.of(
          "€", "EUR", "£", "GBP", "₹", "INR", "₩", "KRW", "₽", "RUB", "₺", "TRY", "₫", "VND", "元",
          "CNY", "₴", "UAH");

  private static final Pattern CODE = Pattern.compile("^([A-Z]{3})\\b|\\b([A-Z]{3})$");

  /** Where numbers are grouped by two after the first three. */
  private static final Set<String> LAKHS = Set.of("IN", "PK", "BD", "NP", "LK");

  private final Locale locale;
  private final char decimal;
  private final Pattern grouped;
  private final Pattern plain;
  private final String ownSign;
  private final String ownCode;

  /**
   * @param currency null where the file does not say it and the locale has none
   */
  record Money(BigDecimal amount, String currency) {}

  MoneyFormat(Locale locale) {
    this.locale = locale;
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    this.decimal = symbols.getDecimalSeparator();
    char group = symbols.getGroupingSeparator();
    String separator =
        "[\\s\\u00A0\\u202F\\u2009" + (isApostrophe(group) ? "'’" : "\\" + group) + "]";
    String point = Pattern.quote(String.valueOf(decimal));
    String group23 = LAKHS.contains(locale.getCountry()) ? "\\d{2,3}" : "\\d{3}";
    this.plain = Pattern.compile("\\d+(" + point + "\\d+)?|" + point + "\\d+");
    this.grouped =
        Pattern.compile(
            "\\d{1,3}(" + separator + group23 + ")*" + separator + "\\d{3}(" + point + "\\d+)?");
    Currency own = locale.getCountry().isEmpty() ? null : Currency.getInstance(locale);
    this.ownCode = own == null ? null : own.getCurrencyCode();
    this.ownSign = own == null ? null : own.getSymbol(locale);
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '’';
  }

  /** Also without the spaces that must not break, which {@link String#strip()} leaves. */
  private static String stripped(String text) {
    return text.replace('\u00A0', ' ').replace('\u202F', ' ').strip();
  }

  /** A plain number. */
  BigDecimal number(String text) throws BadValueException {
    String compact = stripped(text);
    boolean negative = false;
    if (compact.startsWith("(") && compact.endsWith(")")) {
      negative = true;
      compact = stripped(compact.substring(1, compact.length() - 1));
    }
    if (compact.startsWith("-") || compact.startsWith("−")) {
      negative = !negative;
      compact = stripped(compact.substring(1));
    } else if (compact.endsWith("-") || compact.endsWith("−")) {
      negative = !negative;
      compact = stripped(compact.substring(0, compact.length() - 1));
    } else if (compact.startsWith("+")) {
      compact = stripped(compact.substring(1));
    }
    if (compact.length() > 40
        || !(plain.matcher(compact).matches() || grouped.matcher(compact).matches())) {
      throw new BadValueException(
          Code.WRONG_TYPE, "must be a number as in " + locale.toLanguageTag());
    }
    StringBuilder digits = new StringBuilder(compact.length());
    for (int i = 0; i < compact.length(); i++) {
      char c = compact.charAt(i);
      if (c == decimal) {
        digits.append('.');
      } else if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    BigDecimal number = new BigDecimal(digits.toString());
    return negative ? number.negate() : number;
  }

  /**
   * @param fallback the currency of amounts that name none; null: the locale's
   */
  Money money(String text, String fallback) throws BadValueException {
    String rest = stripped(text);
    String currency = null;
    var code = CODE.matcher(rest);
    if (code.find()) {
      currency = code.group(1) == null ? code.group(2) : code.group(1);
      rest = code.replaceFirst("");
    } else {
      for (Map.Entry<String, String> sign : SIGNS.entrySet()) {
        if (rest.contains(sign.getKey())) {
          currency = sign.getValue();
          rest = rest.replace(sign.getKey(), "");
        }
      }
      if (currency == null && ownSign != null && rest.contains(ownSign)) {
        currency = ownCode;
        rest = rest.replace(ownSign, "");
      } else if (currency == null && rest.contains("$") && fallback != null) {
        rest = rest.replace("$", "");
      } else if (currency == null
          && (rest.contains("¥") || rest.contains("￥"))
          && fallback != null) {
        rest = rest.replace("¥", "").replace("￥", "");
      }
    }
    if (currency == null) {
      currency = fallback == null ? ownCode : fallback;
    }
    try {
      return new Money(number(rest), currency);
    } catch (BadValueException e) {
      throw new BadValueException(
          e.code(), "must be an amount of money as in " + locale.toLanguageTag());
    }
  }
}
