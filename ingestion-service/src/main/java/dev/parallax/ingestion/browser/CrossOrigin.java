package dev.parallax.ingestion.browser;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * CORS for the addresses that pages send to. The framework's own filter reads its list once; ours
 * asks {@link AllowedOrigins} on each request, since sources come and go.
 *
 * <p>No cookies are allowed ({@code Access-Control-Allow-Credentials}): who sends is told by a key.
 * A page of an origin that is not allowed is refused also where the browser would have let it send,
 * as with beacons: it would be heard otherwise, only without an answer.
 */
@ApplicationScoped
class CrossOrigin {
  private static final String METHODS = "GET, POST";

  /** What Segment's and RudderStack's SDKs send beside the simple ones. */
  private static final String HEADERS =
      "Authorization, Content-Type, Content-Encoding, X-Retry-Count, AnonymousId";

  private static final String MAX_AGE_SECONDS = "7200";

  private final AllowedOrigins origins;

  CrossOrigin(AllowedOrigins origins) {
    this.origins = origins;
  }

  void register(@Observes Filters filters) {
    // Before authentication: a preflight has no key, and a refused key needs the headers too.
    filters.register(this::check, SecurityHandlerPriorities.CORS);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !BrowserPaths.isForPages(context.normalizedPath())) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    response.headers().add(HttpHeaders.VARY, "Origin");
    boolean preflight =
        request.method().equals(HttpMethod.OPTIONS)
            && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (!origins.allows(origin)) {
      if (isOwn(request, origin)) {
        context.next();
      } else {
        refuse(context);
      }
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if (preflight) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
          .setStatusCode(204)
          .end();
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    context.next();
  }

  /** A page that we serve ourselves: its browser names the origin too. */
  private static boolean isOwn(HttpServerRequest request, String origin) {
    if ("same-origin".equals(request.getHeader("Sec-Fetch-Site"))) {
      return true;
    }
    int host = origin.indexOf("://");
    String authority = host < 0 ? origin : origin.substring(host + 3);
    String forwarded = request.getHeader("X-Forwarded-Host");
    return authority.equalsIgnoreCase(forwarded)
        || (request.authority() != null
            && authority.equalsIgnoreCase(request.authority().toString()));
  }

  private static void refuse(RoutingContext context) {
    String message = "is not allowed: add it to parallax.cors.origins";
    context
        .response()
        .setStatusCode(403)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "urn:parallax:problem:origin-not-allowed")
                .put("status", 403)
                .put("title", "Not allowed from this page")
                .put("detail", "the page's origin " + message)
                .put("instance", context.normalizedPath())
                .put(
                    "errors",
                    new JsonArray()
                        .add(new JsonObject().put("field", "Origin").put("message", message)))
                .toString());
  }
}
