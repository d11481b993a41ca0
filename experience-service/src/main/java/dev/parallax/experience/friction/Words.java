package dev.parallax.experience.friction;

import dev.parallax.experience.need.Wording;
import dev.parallax.kit.privacy.PersonalText;
import java.util.regex.Pattern;

/** Cleans what is kept to explain a friction. It was masked twice before, by tracker and intake. */
final class Words {
  /** Of customers, visitors, accounts, devices and identifiers. */
  static final String PSEUDONYM = "[acdik]_(?:\\d{1,9}_)?[0-9a-f]{32}";

  static final String UNTOLD = "";

  private static final int LONGEST = 200;
  private static final Pattern PSEUDONYMS = Pattern.compile(PSEUDONYM);
  private static final Pattern MASKED = Pattern.compile("\\*\\*\\*|\\[(?:email|number|id)]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private Words() {}

  /** A selector, a name, a message. */
  static String plain(String text) {
    String masked = PSEUDONYMS.matcher(PersonalText.mask(text)).replaceAll("[id]");
    return clip(SPACE.matcher(masked).replaceAll(" ").strip(), LONGEST);
  }

  /**
   * The words of a search, as needs are told by; {@link #UNTOLD} where anything in them had to be
   * masked: what is left may still say who it was.
   */
  static String searched(String query) {
    String plain = plain(query);
    return MASKED.matcher(plain).find() ? UNTOLD : Wording.normalise(plain);
  }

  /** Never cuts a letter in two. */
  static String clip(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
