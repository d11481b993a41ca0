package dev.parallax.ingestion.source;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds the write key beside the body of a request: the user name of Basic authentication, as in
 * Segment's API; a Bearer token that is no JWT; {@code writeKey} in the query, for beacons and
 * pixels, which cannot have headers.
 */
final class PresentedKey {
  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";
  private static final String QUERY = "writeKey";

  private PresentedKey() {}

  /** The key, the empty text when what was sent cannot be read; nothing when none was sent. */
  static Optional<String> of(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      String query = request.query();
      return query != null && query.contains(QUERY)
          ? Optional.ofNullable(request.getParam(QUERY))
          : Optional.empty();
    }
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.of(userName(header.substring(BASIC.length())));
    }
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(header.substring(BEARER.length()).trim()).filter(key -> !isJwt(key));
    }
    return Optional.empty();
  }

  /**
   * Whether the key of a request may be known to anybody: it comes from a page, as browsers say
   * themselves, or in the address or the body, as only pages and mails send it.
   */
  static boolean isPublic(HttpServerRequest request) {
    return !request.headers().contains(HttpHeaders.AUTHORIZATION)
        || request.headers().contains(HttpHeaders.ORIGIN)
        || request.headers().contains("Sec-Fetch-Site");
  }

  /** Three parts (RFC 7519): whoever presents such a thing means a token. */
  static boolean isJwt(String token) {
    return token.chars().filter(c -> c == '.').count() == 2;
  }

  private static String userName(String encoded) {
    try {
      String credentials =
          new String(Base64.getDecoder().decode(encoded.trim()), StandardCharsets.UTF_8);
      int colon = credentials.indexOf(':');
      return colon < 0 ? credentials : credentials.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
