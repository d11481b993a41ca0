package dev.parallax.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final Duration ANSWER = Duration.ofMillis(50);

  private HttpServer slow;

  @BeforeEach
  void start() throws IOException {
    slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().close();
          LockSupport.parkNanos(ANSWER.toNanos());
          exchange.sendResponseHeaders(204, -1);
        });
    slow.start();
  }

  @AfterEach
  void stop() {
    slow.stop(0);
  }

  /** One after the other, twenty a second are answered at most; a hundred are due in a second. */
  @Test
  void whatIsStillDueWhenTheTimeIsOverIsNotSent() throws IOException {
    try (LoadGenerator load = new LoadGenerator(slow.getAddress(), 2)) {
      LoadGenerator.Run run =
          load.inPace(() -> ByteBuffer.wrap(Requests.get("/", "none")), Duration.ofSeconds(1), 100);
      assertThat(run.requests()).isBetween(2, 25);
      assertThat(run.latency().max())
          .as("from when it was due, in milliseconds")
          .isGreaterThan(3.0 * ANSWER.toMillis());
    }
  }
}
