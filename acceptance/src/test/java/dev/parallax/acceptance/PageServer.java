package dev.parallax.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A shop's own web server, of another origin than the suite: its {@code localhost} is not the
 * suite's {@code 127.0.0.1}.
 */
final class PageServer implements AutoCloseable {
  private final HttpServer server;
  private volatile String tag = "";

  /**
   * @param sdk the folder with {@code node_modules}, served below {@code /sdk/}
   */
  PageServer(Path sdk) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/pages/", exchange -> page(exchange));
    server.createContext("/tag.js", exchange -> answer(exchange, 200, tag.getBytes(UTF_8)));
    server.createContext("/sdk/", exchange -> file(exchange, sdk));
    server.start();
  }

  /** Puts what {@code /tag.js} says into the shop's pages. */
  void tag(String script) {
    tag = script;
  }

  URI at(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private static void page(HttpExchange exchange) throws IOException {
    try (InputStream page =
        PageServer.class.getResourceAsStream(exchange.getRequestURI().getPath())) {
      answer(exchange, page == null ? 404 : 200, page == null ? new byte[0] : page.readAllBytes());
    }
  }

  private static void file(HttpExchange exchange, Path folder) throws IOException {
    Path file =
        folder.resolve(exchange.getRequestURI().getPath().substring("/sdk/".length())).normalize();
    boolean there = file.startsWith(folder) && Files.isRegularFile(file);
    answer(exchange, there ? 200 : 404, there ? Files.readAllBytes(file) : new byte[0]);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    String type = exchange.getRequestURI().getPath().endsWith(".js") ? "javascript" : "html";
    exchange.getResponseHeaders().set("Content-Type", "text/" + type + ";charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
