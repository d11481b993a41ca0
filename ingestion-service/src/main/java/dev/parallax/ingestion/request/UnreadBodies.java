package dev.parallax.ingestion.request;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets go of a sender that was answered before its whole body was read, as with a refusal. The
 * framework would go on reading and keep all of it in memory for nobody. A sender in the middle of
 * sending is listened to for a moment, since it hears an answer only then; after that the
 * connection is closed.
 */
@ApplicationScoped
class UnreadBodies {
  private static final int PRIORITY = 20;

  /** Less than this is read before anybody answers, and not worth a connection. */
  private static final long SMALL = 64L * 1024;

  private static final long LISTENING_MILLIS = 1000;

  void register(@Observes Filters filters) {
    filters.register(UnreadBodies::watch, PRIORITY);
  }

  private static void watch(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (mayBeLarge(request)) {
      context.addEndHandler(
          answered -> {
            if (!request.isEnded()) {
              throwAway(context.vertx(), request);
            }
          });
    }
    context.next();
  }

  private static void throwAway(Vertx vertx, HttpServerRequest request) {
    request.handler(part -> {}).resume();
    vertx.setTimer(
        LISTENING_MILLIS,
        over -> {
          if (!request.isEnded()) {
            request.connection().close();
          }
        });
  }

  private static boolean mayBeLarge(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.matches("\\d{1,5}") || Long.parseLong(length) > SMALL;
  }
}
