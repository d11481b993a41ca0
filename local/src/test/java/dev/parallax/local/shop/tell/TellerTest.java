package dev.parallax.local.shop.tell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a plain HTTP server that writes down what it is sent. */
class TellerTest {

  private final ConcurrentLinkedQueue<JsonNode> received = new ConcurrentLinkedQueue<>();
  private volatile String answer = "{\"success\":true}";
  private HttpServer server;
  private SuiteClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    client = new SuiteClient(base, new Credentials("token", "key"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
      received.add(SuiteClient.JSON.readTree(body));
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void everythingArrivesInBatchesThatAreNotTooLarge() throws IOException {
    AtomicLong acknowledged = new AtomicLong();
    try (Teller teller = new Teller(client, acknowledged::addAndGet)) {
      Tray tray = new Tray(teller, Door.BATCH);
      for (int i = 0; i < 1_000; i++) {
        tray.add(Map.of("messageId", "m" + i));
      }
      tray.send();
      teller.flush();
    }

    assertThat(acknowledged).hasValue(1_000);
    assertThat(received).extracting(body -> body.path("batch").size()).contains(400, 400, 200);
    List<String> ids = new ArrayList<>();
    received.forEach(
        body -> body.path("batch").forEach(m -> ids.add(m.path("messageId").asText())));
    assertThat(ids).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void largeOrdersMakeSmallerBatches() throws IOException {
    List<Map<String, Object>> products =
        List.of(Map.of("product_id", "P1"), Map.of("product_id", "P2"));
    try (Teller teller = new Teller(client, count -> {})) {
      Tray tray = new Tray(teller, Door.BATCH);
      for (int i = 0; i < 300; i++) {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int copy = 0; copy < 10; copy++) {
          many.addAll(products);
        }
        tray.add(Map.of("messageId", "m" + i, "properties", Map.of("products", many)));
      }
      tray.send();
      teller.flush();
    }

    assertThat(received).allMatch(body -> body.path("batch").size() <= 90);
  }

  @Test
  void aRefusedEventIsAFailureThatSaysWhy() throws IOException {
    answer =
        "{\"success\":true,\"rejected\":[{\"index\":0,\"errors\":[{\"field\":\"timestamp\"}]}]}";
    try (Teller teller = new Teller(client, count -> {})) {
      teller.tell(Door.BATCH, List.of(Map.of("messageId", "m")));

      assertThatThrownBy(teller::flush)
          .isInstanceOf(IOException.class)
          .hasRootCauseMessage(
              "/v1/batch refused 1 of 1, the first one:"
                  + " {\"index\":0,\"errors\":[{\"field\":\"timestamp\"}]}");
    }
  }
}
