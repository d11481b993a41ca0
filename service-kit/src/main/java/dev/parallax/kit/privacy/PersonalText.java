package dev.parallax.kit.privacy;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks e-mail addresses and numbers that look like phone, card or IP numbers within text.
 *
 * <p>By patterns and not by a recogniser of names: it must run on every value of every event in
 * microseconds, and what it does must be explainable. It errs towards masking in free text, and
 * towards keeping in values that are one number, since those are mostly ids of things.
 */
public final class PersonalText {
  static final String EMAIL_MASK = "[email]";
  static final String NUMBER_MASK = "[number]";

  private static final Pattern EMAIL =
      Pattern.compile(
          "[\\p{L}\\p{N}._%+'-]+(?:@|＠|%40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+",
          Pattern.CASE_INSENSITIVE);

  /** Not within a UUID, which is what the hex digits before and after are for. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.]|[0-9a-fA-F]-)(?:\\+|00)?\\(?\\d(?:[\\s().\\-/]{0,2}\\d){7,20}(?![\\w]|-[0-9a-fA-F])"
              + "|(?<!\\w)\\d{17}[Xx](?!\\w)");

  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?:19|20)\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)\\d{2}).*");
  private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");
  private static final Pattern CHINESE_MOBILE = Pattern.compile("1[3-9]\\d{9}");
  private static final int FEWEST_DIGITS = 9;
  private static final int FEWEST_DIGITS_INTERNATIONAL = 8;

  private PersonalText() {}

  /**
   * Free text with everything masked that may be an e-mail address or a phone, card or IP number.
   */
  public static String mask(String text) {
    return maskNumbers(maskEmails(text), false);
  }

  /**
   * A value of a structured field: the same, but a plain run of digits stays unless it is plainly a
   * phone or card number.
   */
  public static String maskValue(String value) {
    return maskNumbers(maskEmails(value), isNumberOnly(value));
  }

  /**
   * An id of somebody or something: as {@link #maskValue} where it is one number, since firms do
   * number their customers by phone; else e-mail addresses only, for nobody knows what its digits
   * mean.
   */
  public static String maskId(String id) {
    boolean number = isNumberOnly(id) || id.startsWith("+");
    return number ? maskValue(id) : maskEmails(id);
  }

  /** E-mail addresses only: for ids of things, whose digits are theirs. */
  public static String maskEmails(String text) {
    boolean candidate = text.indexOf('@') >= 0 || text.indexOf('＠') >= 0 || text.contains("%40");
    return candidate ? EMAIL.matcher(text).replaceAll(EMAIL_MASK) : text;
  }

  /** Whether masking would change the text. */
  public static boolean isPersonal(String text) {
    return !maskValue(text).equals(text);
  }

  private static String maskNumbers(String text, boolean numberOnly) {
    if (digits(text) < FEWEST_DIGITS_INTERNATIONAL) {
      return text;
    }
    Matcher matcher = NUMBER.matcher(text);
    return matcher.replaceAll(
        match ->
            Matcher.quoteReplacement(
                isPersonalNumber(match, numberOnly) ? NUMBER_MASK : match.group()));
  }

  private static boolean isPersonalNumber(MatchResult match, boolean numberOnly) {
    String number = match.group();
    String digits = number.replaceAll("\\D", "");
    if (number.startsWith("+")) {
      return true;
    }
    if (digits.length() < FEWEST_DIGITS
        || DATE.matcher(number).matches()
        || DECIMAL.matcher(number).matches()) {
      return false;
    }
    boolean plain = digits.length() == number.length();
    if (plain && numberOnly) {
      return CHINESE_MOBILE.matcher(digits).matches() || isCard(digits) || isChineseId(digits);
    }
    return true;
  }

  /**
   * 15, 16 or 19 digits (UnionPay) that begin as bank cards do and pass the check of ISO/IEC 7812-1
   * (Luhn). Numbers that begin with 1 are times in microseconds rather than airline cards.
   */
  private static boolean isCard(String digits) {
    int length = digits.length();
    if (length != 15 && length != 16 && length != 19
        || digits.charAt(0) < '2'
        || digits.charAt(0) > '6') {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** A resident's number of the People's Republic (GB 11643-1999): 17 digits, then their check. */
  private static boolean isChineseId(String digits) {
    if (digits.length() != 18) {
      return false;
    }
    int weight = 1;
    int sum = 0;
    for (int i = 16; i >= 0; i--) {
      weight = weight * 2 % 11;
      sum += (digits.charAt(i) - '0') * weight;
    }
    return (12 - sum % 11) % 11 == digits.charAt(17) - '0';
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      }
    }
    return digits;
  }

  private static boolean isNumberOnly(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }
}
