package dev.parallax.experience.need;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes words that people write differently equal: compatibility forms (full width, ligatures),
 * case, accents, punctuation, white space and the plain English plural. Chinese, Japanese and
 * Korean text stays as it is. A stemmer was rejected: it depends on the language, which a search
 * does not tell.
 */
public final class Wording {
  /** Longest text kept, in characters: a long search, or the sentence a complaint begins with. */
  static final int LONGEST = 160;

  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’`]");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Wording() {}

  /**
   * The text in its one form, at most 160 characters; empty when it has no letters or digits, or is
   * null.
   */
  public static String normalise(String text) {
    String joined = joined(text);
    if (joined.length() <= LONGEST) {
      return joined;
    }
    int end = Character.isHighSurrogate(joined.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return joined.substring(0, end).trim();
  }

  private static String joined(String text) {
    if (text == null) {
      return "";
    }
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    String composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
    return Arrays.stream(NO_WORD.split(APOSTROPHES.matcher(composed).replaceAll("")))
        .filter(word -> !word.isEmpty())
        .map(Wording::singular)
        .collect(Collectors.joining(" "));
  }

  /** The words of a normalised text. */
  static List<String> words(String normalised) {
    return normalised.isEmpty() ? List.of() : List.of(normalised.split(" "));
  }

  /**
   * Whether {@code part} occurs in {@code whole} as whole words. Text of scripts without spaces is
   * found anywhere.
   */
  static boolean mentions(String whole, String part) {
    if (part.isEmpty()) {
      return false;
    }
    for (int at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
      int end = at + part.length();
      if ((at == 0 || boundary(whole, at)) && (end == whole.length() || boundary(whole, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean boundary(String text, int at) {
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at);
    return before == ' ' || after == ' ' || spaceless(before) || spaceless(after);
  }

  private static boolean spaceless(int codePoint) {
    return Character.isIdeographic(codePoint)
        || switch (Character.UnicodeScript.of(codePoint)) {
          case HIRAGANA, KATAKANA, THAI -> true;
          default -> false;
        };
  }

  private static String singular(String word) {
    int length = word.length();
    if (length <= 3 || word.charAt(length - 1) != 's' || word.charAt(length - 1) > 'z') {
      return word;
    }
    if (word.endsWith("ies") && length > 4) {
      return word.substring(0, length - 3) + "y";
    }
    boolean keepsS = word.endsWith("ss") || word.endsWith("us") || word.endsWith("is");
    if (keepsS) {
      return word;
    }
    boolean es =
        word.endsWith("xes")
            || word.endsWith("ches")
            || word.endsWith("shes")
            || word.endsWith("sses");
    return word.substring(0, length - (es ? 2 : 1));
  }
}
