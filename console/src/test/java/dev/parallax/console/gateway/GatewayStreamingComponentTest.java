package dev.parallax.console.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(FourOfFiveServices.class)
class GatewayStreamingComponentTest {
  private static final long GIB = 1L << 30;
  private static final byte[] PART = new byte[64 * 1024];

  @TestHTTPResource URI door;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void anUploadLargerThanTheHeapPasses() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThan(GIB);
    HttpRequest upload =
        HttpRequest.newBuilder(door.resolve("/v1/imports"))
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(GIB)))
            .build();
    HttpResponse<String> answer = http.send(upload, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(new JsonObject(answer.body()).getLong("bytes")).isEqualTo(GIB);
  }

  @Test
  void aServiceThatDoesNotReadMakesTheCallerWait() throws Exception {
    try (Socket socket = upload("/v1/imports/unread", 8 * GIB)) {
      AtomicLong written = new AtomicLong();
      Thread writer = Thread.ofVirtual().start(() -> writeWithoutEnd(socket, written));
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(500))
          .until(written::get, new NotGrowing()::test);
      assertThat(written.get()).isPositive().isLessThan(64L << 20);
      socket.close();
      writer.join();
    }
  }

  @Test
  void theFirstEventOfAStreamArrivesWhileTheStreamGoesOnAndLeavingEndsIt() throws Exception {
    HttpRequest live = HttpRequest.newBuilder(door.resolve("/v1/ingestion/rate/live")).build();
    HttpResponse<InputStream> stream = http.send(live, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), US_ASCII))) {
      assertThat(lines.readLine()).isEqualTo("data: {\"eventsPerSecond\":1}");
      assertThat(state().getInteger("openStreams")).isEqualTo(1);
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> state().getInteger("openStreams") == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "refused-and-closed"})
  void aRefusalInTheMiddleOfAnUploadReachesTheCaller(String how) throws Exception {
    try (Socket socket = upload("/v1/imports/" + how, GIB)) {
      socket.getOutputStream().write(PART);
      assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }
  }

  /** As most HTTP clients do it; more than the buffers between here and the service can take. */
  @ParameterizedTest
  @ValueSource(strings = {"refused", "refused-and-closed"})
  void aCallerWhoSaysEverythingBeforeListeningStillHearsTheRefusal(String how) throws Exception {
    long size = 48L << 20;
    try (Socket socket = upload("/v1/imports/" + how, size)) {
      for (long written = 0; written < size; written += PART.length) {
        socket.getOutputStream().write(PART);
      }
      assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotMadeToLookWhole() {
    HttpRequest broken = HttpRequest.newBuilder(door.resolve("/v1/ingestion/broken")).build();
    assertThatThrownBy(() -> http.send(broken, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void dotSegmentsCannotLeaveTheFrontDoor() throws Exception {
    for (String path :
        new String[] {
          "/v1/decisions/../../q/other",
          "/v1/decisions/%2e%2e/%2e%2e/q/other",
          "/v1/../v1/../q/other"
        }) {
      assertThat(raw("GET " + path + " HTTP/1.1")).startsWith("HTTP/1.1 404");
    }
    assertThat(raw("GET /v1/decisions/../rules HTTP/1.1")).contains("\"uri\":\"/v1/rules\"");
  }

  /** A connection on which an upload has been announced and not yet begun. */
  private Socket upload(String path, long size) throws IOException {
    Socket socket = new Socket(door.getHost(), door.getPort());
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
  }

  private void writeWithoutEnd(Socket socket, AtomicLong written) {
    try {
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(PART);
        written.addAndGet(PART.length);
      }
    } catch (IOException closed) {
      assertThat(socket.isClosed()).isTrue();
    }
  }

  private String raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(door.getHost(), door.getPort())) {
      String request = requestLine + "\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private JsonObject state() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(door.resolve("/v1/ingestion/state")).build();
    return new JsonObject(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** True once a positive number is the same twice. */
  private static final class NotGrowing {
    private long before = -1;

    boolean test(long now) {
      boolean same = now > 0 && now == before;
      before = now;
      return same;
    }
  }

  /** That many zero bytes. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (left <= 0) {
        return -1;
      }
      int size = (int) Math.min(left, length);
      left -= size;
      return size;
    }
  }
}
