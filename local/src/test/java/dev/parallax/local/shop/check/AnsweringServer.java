package dev.parallax.local.shop.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Answers GET requests with given JSON, so that the comparisons can be tested against findings
 * whose quality is known. The real suite is compared in the acceptance tests.
 */
final class AnsweringServer implements AutoCloseable {

  private final HttpServer server;
  private final SuiteClient client;

  /**
   * @param answers from path and query to JSON; null is a 404
   */
  AnsweringServer(Function<String, String> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    client = new SuiteClient(base, new Credentials("token", "key"));
  }

  SuiteClient client() {
    return client;
  }

  private static void answer(HttpExchange exchange, Function<String, String> answers)
      throws IOException {
    try (exchange) {
      String answer = answers.apply(exchange.getRequestURI().toString());
      byte[] body = (answer == null ? "{\"status\":404}" : answer).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }
}
