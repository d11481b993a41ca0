package dev.parallax.local.shop.tell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits until the services that read behaviour have read all of it. */
public final class CatchingUp {

  private static final Duration STILL = Duration.ofMillis(1_500);

  /** Services that count orders, with the path of their counts. */
  private static final List<String> COUNTS =
      List.of("/v1/segmentation/counts", "/v1/recommendation/counts", "/v1/experience/counts");

  private final SuiteClient suite;

  public CatchingUp(SuiteClient suite) {
    this.suite = suite;
  }

  /** Orders by path of the counts, and decisions: what is there before anything is told. */
  public Map<String, Long> before() throws IOException {
    Map<String, Long> before = new LinkedHashMap<>();
    for (String path : COUNTS) {
      before.put(path, orders(path));
    }
    before.put("decisions", suite.get("/v1/fraud/counts").path("decisions").asLong());
    return before;
  }

  /**
   * Waits until each service has this many orders more than before, and then until nothing moves
   * any more: orders are the last step of a visit, but not the last event.
   */
  public void await(Map<String, Long> before, long orders, PrintWriter out) throws IOException {
    ProgressBar bar = new ProgressBar(out, "services catching up");
    long seen = 0;
    for (String path : COUNTS) {
      long base = before.get(path);
      long others = seen;
      Settling.until(
          "orders in " + path,
          () -> orders(path) - base,
          orders,
          now -> bar.at(others + now, orders * COUNTS.size(), "orders seen"));
      seen += orders;
    }
    Settling.untilStill(this::everything, STILL);
    bar.done("each has %,d orders".formatted(orders));
  }

  private long orders(String path) throws IOException {
    return suite.get(path).path("orders").asLong();
  }

  private long everything() throws IOException {
    long sum = 0;
    for (String path : COUNTS) {
      for (JsonNode count : suite.get(path)) {
        sum += count.isIntegralNumber() ? count.asLong() : 0;
      }
    }
    return sum;
  }
}
