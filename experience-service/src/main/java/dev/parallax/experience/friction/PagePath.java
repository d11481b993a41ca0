package dev.parallax.experience.friction;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pages as people speak of them: {@code /orders/81273} and {@code /orders/81274} are the page
 * {@code /orders/:id}. A segment is an id where it cannot be a word: only digits, a UUID, long hex,
 * or what was masked, pseudonyms included. To take every segment with a digit for an id was
 * rejected: {@code /size-42} and {@code /p2} are pages.
 */
final class PagePath {
  static final String ID = ":id";

  /** Longer paths are cut: an index has its limits. */
  static final int LONGEST = 300;

  private static final Pattern ID_FORM =
      Pattern.compile(
          "\\d+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
              + "|(?=.*\\d)[0-9a-fA-F]{16,}|.*(\\*\\*\\*|\\[email]|\\[number]).*|.*"
              + Words.PSEUDONYM
              + ".*");

  private PagePath() {}

  /**
   * @param path as the tracker sends it; null or blank for none
   * @return null for none
   */
  static String of(String path) {
    if (path == null || path.isBlank()) {
      return null;
    }
    String grouped =
        Arrays.stream(path.strip().split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(segment -> ID_FORM.matcher(segment).matches() ? ID : segment)
            .collect(Collectors.joining("/", "/", ""));
    return Words.clip(grouped, LONGEST);
  }
}
