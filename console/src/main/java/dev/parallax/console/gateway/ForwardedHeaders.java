package dev.parallax.console.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;

/**
 * The headers that may not pass as they are: those that are between two neighbours only (RFC 9110,
 * 7.6.1), and those that say where a request came from.
 */
final class ForwardedHeaders {
  private static final List<String> HOP_BY_HOP =
      List.of(
          "Connection",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Upgrade");

  private ForwardedHeaders() {}

  /** Removes what was meant for this hop alone, also what {@code Connection} names. */
  static void dropHopByHop(MultiMap headers) {
    for (String value : headers.getAll("Connection")) {
      for (String name : value.split(",")) {
        String named = name.strip().toLowerCase(Locale.ROOT);
        if (!named.isEmpty() && !named.equals("transfer-encoding")) {
          headers.remove(named);
        }
      }
    }
    HOP_BY_HOP.forEach(headers::remove);
  }

  /** Says who called and how, for the services' logs and links. */
  static void sayWhereFrom(HttpServerRequest caller, MultiMap headers, boolean trustIncoming) {
    if (!trustIncoming) {
      List.of(
              "Forwarded",
              "X-Forwarded-For",
              "X-Forwarded-Host",
              "X-Forwarded-Proto",
              "X-Forwarded-Port",
              "X-Forwarded-Prefix",
              "X-Real-IP")
          .forEach(headers::remove);
    }
    String address = caller.remoteAddress() == null ? null : caller.remoteAddress().hostAddress();
    if (address != null) {
      String before = headers.get("X-Forwarded-For");
      headers.set("X-Forwarded-For", before == null ? address : before + ", " + address);
    }
    if (!headers.contains("X-Forwarded-Proto")) {
      headers.set("X-Forwarded-Proto", caller.isSSL() ? "https" : "http");
    }
    if (!headers.contains("X-Forwarded-Host") && caller.authority() != null) {
      headers.set("X-Forwarded-Host", caller.authority().toString());
    }
  }
}
