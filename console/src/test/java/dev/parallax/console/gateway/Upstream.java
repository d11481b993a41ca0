package dev.parallax.console.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A plain HTTP server in the place of a service, with the manners a proxy must cope with. */
final class Upstream {
  private final Vertx vertx;
  private final String name;
  private final AtomicInteger openStreams = new AtomicInteger();
  private final AtomicLong read = new AtomicLong();

  private Upstream(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
  }

  static int start(Vertx vertx, String name) {
    Upstream upstream = new Upstream(vertx, name);
    HttpServer server = vertx.createHttpServer().requestHandler(upstream::handle);
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (request.path()) {
      case "/v1/imports" -> count(request);
      case "/v1/imports/unread" -> request.pause().handler(read -> {});
      case "/v1/imports/refused" -> refuse(response);
      case "/v1/imports/refused-and-closed" -> {
        response.putHeader("Connection", "close");
        request.pause();
        refuse(response)
            .onSuccess(said -> vertx.setTimer(200, fired -> request.connection().close()));
      }
      case "/v1/ingestion/rate/live" -> stream(response);
      case "/v1/ingestion/state" ->
          response.end(
              new JsonObject()
                  .put("openStreams", openStreams.get())
                  .put("read", read.get())
                  .encode());
      case "/v1/ingestion/broken" -> {
        response.putHeader("Content-Length", "1000").write("half of it");
        vertx.setTimer(100, fired -> request.connection().close());
      }
      case "/v1/catalog/gone" -> response.setStatusCode(204).end();
      case "/v1/decisions/silent" -> request.resume();
      case "/q/health/ready" -> response.setStatusCode(name.equals("fraud") ? 503 : 200).end("{}");
      case "/v1/jobs", "/v1/models", "/v1/audit" -> new OwnList(name).answer(request);
      case "/v1/audit/verify" -> new OwnAudit(name).answer(request);
      case "/q/openapi" -> describe(response);
      default -> echo(request);
    }
  }

  /** A document with one path; fraud is not ready. */
  private void describe(HttpServerResponse response) {
    JsonObject paths = new JsonObject().put("/v1/only-of-" + name, new JsonObject());
    response
        .setStatusCode(name.equals("fraud") ? 503 : 200)
        .end(new JsonObject().put("openapi", "3.1.0").put("paths", paths).encode());
  }

  private static Future<Void> refuse(HttpServerResponse response) {
    response.setStatusCode(413).putHeader("Content-Type", "application/problem+json");
    return response.end("{\"status\":413}");
  }

  private void count(HttpServerRequest request) {
    AtomicLong bytes = new AtomicLong();
    request.handler(part -> bytes.addAndGet(part.length()));
    request.endHandler(
        end -> request.response().setStatusCode(202).end("{\"bytes\":" + bytes.get() + "}"));
  }

  private void stream(HttpServerResponse response) {
    openStreams.incrementAndGet();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.write("data: {\"eventsPerSecond\":1}\n\n");
    long timer = vertx.setPeriodic(50, fired -> response.write("data: {}\n\n"));
    response.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          openStreams.decrementAndGet();
        });
  }

  private void echo(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Keep-Alive", "timeout=5")
                    .putHeader("X-Answered-By", name)
                    .end(
                        new JsonObject()
                            .put("service", name)
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("body", body.toString())
                            .put("headers", headers(request.headers()))
                            .encode()));
  }

  private static JsonObject headers(MultiMap headers) {
    JsonObject all = new JsonObject();
    headers.forEach(h -> all.put(h.getKey().toLowerCase(java.util.Locale.ROOT), h.getValue()));
    return all;
  }
}
