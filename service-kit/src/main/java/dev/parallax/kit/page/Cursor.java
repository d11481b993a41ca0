package dev.parallax.kit.page;

import dev.parallax.kit.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;

/** Where a page starts: opaque to callers, so that the sort key can change. */
public final class Cursor {
  private Cursor() {}

  public static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key within, null for the first page.
   *
   * @throws RuntimeException a 400 problem naming {@code cursor} when it is none of ours
   */
  public static String decode(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (key.indexOf('\0') < 0) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // The answer is the same.
    }
    throw foreign();
  }

  /**
   * Where a list goes on after a row that has to be there: compared with one that is not, every row
   * is left out, and the list would seem to end.
   *
   * @param after the key within a cursor, null for the first page
   * @param exists whether a row has, or had, that key
   * @throws RuntimeException a 400 problem naming {@code cursor} when there is no such row
   */
  public static void requireRow(String after, Predicate<String> exists) {
    if (after != null && !exists.test(after)) {
      throw foreign();
    }
  }

  /** A 400 problem naming {@code cursor}, for a key that no page can have ended with. */
  public static RuntimeException foreign() {
    return Problems.invalid("cursor", "must be the nextCursor of the page before");
  }
}
