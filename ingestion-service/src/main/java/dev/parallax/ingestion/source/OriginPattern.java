package dev.parallax.ingestion.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An origin whose pages may send (RFC 6454), or several: {@code https://shop.example}, {@code
 * https://*.shop.example} for every name below one, {@code http://localhost:*} for every port.
 *
 * @param scheme in lower case
 * @param host in lower case, without the {@code *.}
 * @param below whether every name below the host is meant, and not the host itself
 * @param port empty for the scheme's own, {@code *} for any
 */
public record OriginPattern(String scheme, String host, boolean below, String port) {
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?<scheme>[a-z][a-z0-9+.-]*)://(?<below>\\*\\.)?(?<host>[a-z0-9_.-]+|\\[[0-9a-f:.]+])(?::(?<port>\\d{1,5}|\\*))?");

  /**
   * Empty when it is none. A bare {@code *} is none: the key of a page is there for all to read.
   */
  public static Optional<OriginPattern> parse(String text) {
    Matcher matcher = ORIGIN.matcher(text.strip().toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(
            new OriginPattern(
                matcher.group("scheme"),
                matcher.group("host"),
                matcher.group("below") != null,
                orEmpty(matcher.group("port"))))
        : Optional.empty();
  }

  /**
   * One origin, read once for all patterns it may be among. Empty when it is none.
   *
   * @param header as {@code Origin} has it
   */
  public static Optional<OriginPattern> sent(String header) {
    return parse(header).filter(origin -> !origin.below() && !origin.port().equals("*"));
  }

  /**
   * @param sent by {@link #sent}
   */
  public boolean covers(OriginPattern sent) {
    return sent.scheme.equals(scheme)
        && (port.equals("*") || port.equals(sent.port))
        && (below ? isBelow(sent.host) : sent.host.equals(host));
  }

  private boolean isBelow(String name) {
    int dot = name.length() - host.length() - 1;
    return dot >= 0 && name.charAt(dot) == '.' && name.endsWith(host);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
