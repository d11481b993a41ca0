package dev.parallax.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers a body that announces itself as too large. The framework's own limit is off, since it
 * closes the connection without a word.
 */
@ApplicationScoped
class BodyLimit {
  private static final int PRIORITY = 10;

  private final LargestBody limit;

  BodyLimit(LargestBody limit) {
    this.limit = limit;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    long largest = limit.at(context.normalizedPath());
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || !length.matches("\\d{1,18}") || Long.parseLong(length) <= largest) {
      context.next();
      return;
    }
    String message = LargestBody.message(largest);
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
