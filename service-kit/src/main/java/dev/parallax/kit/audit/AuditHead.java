package dev.parallax.kit.audit;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chain ends.
 *
 * @param seal null in a log in which nothing was ever written
 */
record AuditHead(long seq, byte[] hash, byte[] seal) {
  private static final Pattern NOTED =
      Pattern.compile("(?<service>[a-z-]+):(?<seq>\\d{1,18}):(?<hash>[0-9a-f]{64})");

  /** A head that somebody wrote down, where the database cannot reach it. */
  record Noted(String service, long seq, String hash) {
    static Optional<Noted> parse(String text) {
      Matcher matcher = NOTED.matcher(text.trim());
      return matcher.matches()
          ? Optional.of(
              new Noted(
                  matcher.group("service"),
                  Long.parseLong(matcher.group("seq")),
                  matcher.group("hash")))
          : Optional.empty();
    }
  }

  /** As people note it. */
  static String written(String service, long seq, byte[] hash) {
    return service + ":" + seq + ":" + HexFormat.of().formatHex(hash);
  }
}
