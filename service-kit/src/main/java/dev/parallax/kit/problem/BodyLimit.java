package dev.parallax.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body that announces itself as too large. The framework's own limit is off, since it
 * closes the connection without a word.
 */
@ApplicationScoped
class BodyLimit {
  static final String LARGEST = "parallax.http.largest-body";
  private static final int PRIORITY = 10;

  private final long largest;

  BodyLimit(@ConfigProperty(name = LARGEST) MemorySize largest) {
    this.largest = largest.asLongValue();
  }

  static String message(long largest) {
    return "must not be larger than " + largest + " bytes";
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || !length.matches("\\d{1,18}") || Long.parseLong(length) <= largest) {
      context.next();
      return;
    }
    String message = message(largest);
    context
        .response()
        .setStatusCode(413)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(
            new JsonObject()
                .put("type", Problems.type("too-large").toString())
                .put("status", 413)
                .put("title", "The request is too large")
                .put("detail", "the body " + message)
                .put("instance", context.request().path())
                .put(
                    "errors",
                    new JsonArray()
                        .add(new JsonObject().put("field", "body").put("message", message)))
                .toString());
  }
}
