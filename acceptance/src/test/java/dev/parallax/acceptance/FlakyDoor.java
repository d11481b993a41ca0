package dev.parallax.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.local.http.SuiteClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * A bad network before the front door: of what is sent first, the answer gets lost after the suite
 * has taken the events; of the next, they do not even reach it; and so on. The third try of the
 * same events always gets through.
 */
final class FlakyDoor implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection", "content-length", "host", "transfer-encoding", "upgrade", "http2-settings");

  private enum Fault {
    SERVER_ERROR_AFTER_IT_WAS_TAKEN,
    RESET_AFTER_IT_WAS_TAKEN,
    SERVER_ERROR_BEFORE
  }

  private final URI door;
  private final boolean faulty;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
  private final AtomicInteger sendings = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();

  FlakyDoor(URI door, boolean faulty) throws IOException {
    this.door = door;
    this.faulty = faulty;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  /** Host and port. */
  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often something went wrong. */
  int faults() {
    return faults.get();
  }

  /** What was sent, repeats left out, in the order of its first sending. */
  List<JsonNode> calls() {
    Set<String> seen = new HashSet<>();
    return calls.stream().filter(call -> seen.add(call.path("messageId").asText())).toList();
  }

  /** Those of an event. */
  List<JsonNode> named(String event) {
    return calls().stream().filter(call -> call.path("event").asText().equals(event)).toList();
  }

  /** Whether one of them refused a purpose; what another tab had sent before may come after it. */
  boolean heardNo(String purpose) {
    return calls().stream()
        .map(call -> call.at("/context/consent/categoryPreferences/" + purpose))
        .anyMatch(answer -> !answer.asBoolean(true));
  }

  /** The last of all; JSON null when there was none. */
  JsonNode last() {
    return calls().isEmpty() ? SuiteClient.JSON.nullNode() : calls().getLast();
  }

  /** The last of a type; fails when there was none. */
  JsonNode last(String type) {
    return calls().stream()
        .filter(call -> call.path("type").asText().equals(type))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** What the suite said when it did not take something whole. */
  List<String> refusals() {
    return refusals;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = body.length == 0 ? null : fault(body, exchange);
      if (fault == Fault.SERVER_ERROR_BEFORE) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (answer.statusCode() >= 300
          || new String(answer.body(), StandardCharsets.UTF_8).contains("\"errors\"")) {
        refusals.add(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      if (fault == Fault.RESET_AFTER_IT_WAS_TAKEN) {
        return; // closed without a word
      }
      answer(exchange, answer, fault == null ? answer.statusCode() : 503);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Fault fault(byte[] body, HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    JsonNode sent =
        SuiteClient.JSON.readTree(
            zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body);
    JsonNode batch = sent.path("batch");
    if (batch.isArray()) {
      batch.forEach(calls::add);
    } else {
      calls.add(sent);
    }
    if (!faulty) {
      return null;
    }
    String first = (batch.isArray() ? batch.path(0) : sent).path("messageId").asText();
    AtomicInteger before =
        tries.computeIfAbsent(first, id -> new AtomicInteger(sendings.getAndIncrement() << 8));
    int state = before.getAndIncrement();
    int tried = state & 0xff;
    if (tried >= 2) {
      return null;
    }
    faults.incrementAndGet();
    return Fault.values()[((state >> 8) + tried) % Fault.values().length];
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(door.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer, int status)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    exchange.sendResponseHeaders(status, answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
