package dev.parallax.console.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** A service's check of its audit log: {@code Bearer fraud-was-tampered-with} finds fraud's so. */
final class OwnAudit {
  private final String service;

  OwnAudit(String service) {
    this.service = service;
  }

  void answer(HttpServerRequest request) {
    String who = request.headers().get("Authorization");
    if (who == null) {
      request.response().setStatusCode(401).end("{}");
      return;
    }
    if (who.equals("Bearer " + service + "-fails") || who.equals("Bearer all-fail")) {
      request.response().setStatusCode(500).end("{}");
      return;
    }
    boolean broken = who.equals("Bearer " + service + "-was-tampered-with");
    JsonObject check =
        new JsonObject()
            .put("valid", !broken)
            .put("rows", 7)
            .put(
                "firstBroken",
                broken ? new JsonObject().put("seq", 3).put("why", "the row is missing") : null)
            .put("head", service + ":7:" + request.params().getAll("noted").size());
    request.response().putHeader("Content-Type", "application/json").end(check.encode());
  }
}
