package dev.parallax.kit.page;

import dev.parallax.kit.problem.Problems;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where a page starts: opaque to callers, so that the sort key can change. */
public final class Cursor {
  private static final String BETWEEN = "&";

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

  /** One key of several parts, whatever is in them. */
  public static String join(String... parts) {
    return Arrays.stream(parts)
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
        .collect(Collectors.joining(BETWEEN));
  }

  /** The parts of such a key; empty when it is none of {@code count} parts. */
  public static Optional<List<String>> split(String key, int count) {
    try {
      List<String> parts =
          Arrays.stream(key.split(BETWEEN, -1))
              .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
              .toList();
      return parts.size() == count && parts.stream().noneMatch(part -> part.indexOf('\0') >= 0)
          ? Optional.of(parts)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
