package dev.parallax.console.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * The jobs and models of one service in the place of a service, paged as the services page theirs.
 *
 * <p>Who asks decides how it goes: {@code Bearer fraud-fails} finds fraud broken, {@code Bearer
 * fraud-raves} gets something else than a list from it; nobody is let in without a token.
 */
final class OwnList {
  private static final int ITEMS = 3;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final String service;

  OwnList(String service) {
    this.service = service;
  }

  void answer(HttpServerRequest request) {
    String who = request.headers().get("Authorization");
    if (who == null) {
      problem(request, 401, "no token");
    } else if (who.equals("Bearer nobody")) {
      problem(request, 403, "no role");
    } else if (who.equals("Bearer " + service + "-fails") || who.equals("Bearer all-fail")) {
      problem(request, 500, "broken inside");
    } else if (who.equals("Bearer " + service + "-raves")) {
      request.response().end("<html>a page of some proxy</html>");
    } else if (who.equals("Bearer " + service + "-has-none")) {
      problem(request, 404, "no such path");
    } else {
      page(request);
    }
  }

  private void page(HttpServerRequest request) {
    int limit = Integer.parseInt(request.getParam("limit", "50"));
    int first = Integer.parseInt(request.getParam("cursor", "0"));
    if (first > ITEMS) {
      problem(
          request,
          400,
          "cursor must be the nextCursor of the page before",
          new JsonObject()
              .put("field", "cursor")
              .put("message", "must be the nextCursor of the page before"));
      return;
    }
    int end = Math.min(ITEMS, first + limit);
    String list = request.path().substring("/v1/".length());
    JsonArray items = new JsonArray();
    for (int i = first; i < end; i++) {
      items.add(item(list, i).put("asked", request.getParam("action", "all")));
    }
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(
            new JsonObject()
                .put("items", items)
                .put("nextCursor", end < ITEMS ? Integer.toString(end) : null)
                .encode());
  }

  /** Newest first, and the services' items between each other. */
  private JsonObject item(String list, int index) {
    int offset = service.length();
    return new JsonObject()
        .put("id", service + "-" + list + "-" + index)
        .put("createdAt", START.plusSeconds(1000L - 100L * index + offset).toString());
  }

  private static void problem(
      HttpServerRequest request, int status, String detail, JsonObject... errors) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("status", status)
                .put("detail", detail)
                .put("errors", new JsonArray(List.of(errors)))
                .encode());
  }
}
