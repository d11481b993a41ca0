package dev.parallax.ingestion.browser;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a list of allowed origins.
 *
 * @param scheme in lower case
 * @param host in lower case, without the {@code *.} of a pattern
 * @param subdomains whether every name below the host is meant, and not the host itself
 * @param port empty for the scheme's own, {@code *} for any
 */
record OriginPattern(String scheme, String host, boolean subdomains, String port) {
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?<scheme>[a-z][a-z0-9+.-]*)://(?<below>\\*\\.)?(?<host>[a-z0-9_.-]+|\\[[0-9a-f:.]+])(?::(?<port>\\d{1,5}|\\*))?");

  /**
   * Reads an entry. A bare {@code *} is none: whoever means every origin would let any page on the
   * web send with a key that is there for all to read.
   *
   * @throws IllegalArgumentException when it is no origin
   */
  static OriginPattern parse(String text) {
    Matcher matcher = ORIGIN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "parallax.cors.origins has '"
              + text
              + "': each must be an origin such as https://shop.example, https://*.shop.example or"
              + " http://localhost:*, without a path");
    }
    String port = matcher.group("port");
    return new OriginPattern(
        matcher.group("scheme"),
        matcher.group("host"),
        matcher.group("below") != null,
        port == null ? "" : port);
  }

  boolean matches(String origin) {
    Matcher matcher = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
    if (!matcher.matches() || matcher.group("below") != null) {
      return false;
    }
    String sent = matcher.group("port") == null ? "" : matcher.group("port");
    String name = matcher.group("host");
    return !sent.equals("*")
        && matcher.group("scheme").equals(scheme)
        && (port.equals("*") || port.equals(sent))
        && (subdomains ? name.endsWith("." + host) : name.equals(host));
  }
}
