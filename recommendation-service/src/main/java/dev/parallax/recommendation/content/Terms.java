package dev.parallax.recommendation.content;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes a text apart into terms. Words count in full and, where they are long enough, by their
 * three-letter pieces as well, so that a typing error or an inflection still meets; of scripts
 * without spaces between words (Chinese, Japanese) each character and each two neighbours count,
 * which needs no dictionary and is on a par with word segmentation in retrieval (Nie, Gao, Zhang
 * and Zhou, IRAL 2000).
 */
final class Terms {
  private static final float PIECE = 0.25f;
  private static final float CHARACTER = 0.4f;
  private static final int SHORTEST_IN_PIECES = 3;
  private static final int PIECE_LENGTH = 3;
  private static final int LONGEST_WORD = 40;

  private Terms() {}

  /** Adds the text's terms, each with how much it counts here, to {@code into}. */
  static void add(String text, float weight, Map<String, Float> into) {
    List<String> run = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); ) {
      int point = lower.codePointAt(at);
      at += Character.charCount(point);
      if (isWithoutSpaces(point)) {
        word(word, weight, into);
        run.add(Character.toString(point));
      } else {
        characters(run, weight, into);
        if (Character.isLetterOrDigit(point)) {
          word.appendCodePoint(point);
        } else {
          word(word, weight, into);
        }
      }
    }
    word(word, weight, into);
    characters(run, weight, into);
  }

  private static boolean isWithoutSpaces(int point) {
    UnicodeScript script = UnicodeScript.of(point);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  private static void word(StringBuilder letters, float weight, Map<String, Float> into) {
    if (letters.isEmpty()) {
      return;
    }
    String word = letters.substring(0, Math.min(letters.length(), LONGEST_WORD));
    letters.setLength(0);
    into.merge(word, weight, Float::sum);
    if (word.length() >= SHORTEST_IN_PIECES) {
      String marked = "^" + word + "$";
      for (int from = 0; from + PIECE_LENGTH <= marked.length(); from++) {
        into.merge("~" + marked.substring(from, from + PIECE_LENGTH), weight * PIECE, Float::sum);
      }
    }
  }

  private static void characters(List<String> run, float weight, Map<String, Float> into) {
    for (int i = 0; i < run.size(); i++) {
      into.merge(run.get(i), weight * CHARACTER, Float::sum);
      if (i + 1 < run.size()) {
        into.merge(run.get(i) + run.get(i + 1), weight, Float::sum);
      }
    }
    run.clear();
  }
}
