package dev.parallax.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final String SEGMENTS = "/v1/segmentations/current/segments";

  private final Map<String, String> answers = new HashMap<>();
  private int otherwise = 404;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String answer =
              answers.getOrDefault(exchange.getRequestURI().toString(), answers.get(path));
          int status = answer != null ? 200 : otherwise == 404 ? nothingYet(path) : otherwise;
          byte[] body =
              (answer == null ? problem(status) : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** As the services answer that have neither learned nor seen anything. */
  private static int nothingYet(String path) {
    return path.equals(SEGMENTS) ? 409 : 404;
  }

  private static String problem(int status) {
    return switch (status) {
      case 409 ->
          """
          {"type":"urn:parallax:problem:no-segmentation","title":"Not possible now","status":409,
           "detail":"customers have not been segmented yet"}""";
      case 404 -> "{\"type\":\"urn:parallax:problem:not-found\",\"status\":404}";
      default -> "{\"detail\":\"fraud is away\"}";
    };
  }

  @Test
  void aFreshSuiteHasNothingToTellAndThatIsNoFailure() throws IOException {
    assertThat(report())
        .contains(
            "none yet: the segmentation has not been trained",
            "none yet: nothing has been learnt",
            "none: no transaction was declined",
            "none yet: there is no behaviour",
            "Where to look further");
  }

  @Test
  void whatWasFoundIsToldWithItsReasons() throws IOException {
    answers.put(
        SEGMENTS,
        """
        {"items":[{"name":{"en":"Loyal","zh":"忠诚"},"size":1200,"share":0.4,
         "distinguishing":[{"text":{"en":"orders above average","zh":"订单"}}]}]}""");
    answers.put(
        "/v1/recommendations",
        """
        {"items":[{"itemId":"i1","name":"Lantern","strategy":"rules",
         "reasons":[{"text":{"en":"bought together","zh":"一起"}}]}]}""");
    answers.put(
        "/v1/gaps",
        """
        {"items":[{"segmentName":{"en":"Loyal"},"category":"Tea","attentionShare":0.25,"offerShare":0.05,
         "boughtShare":0.01,"reasons":[]}]}""");
    assertThat(report())
        .contains("Loyal", "1,200 customers", "40.0 %", "orders above average")
        .contains("Lantern (rules)", "- bought together")
        .contains("none: no transaction was declined")
        .contains("Loyal, Tea: attention 25.0 %, offer 5.0 %, bought 1.0 %");
  }

  @Test
  void aDeclineIsShownBeforeAReviewWhichIsNotPassedOffAsOne() throws IOException {
    String declines = "/v1/decisions?limit=1&outcome=decline";
    answers.put("/v1/decisions?limit=1&outcome=review", decision("reviewed"));
    answers.put(declines, "{\"items\":[]}");
    assertThat(report())
        .contains(
            "none was declined; this one was put to review:", "reviewed: review, probability");

    answers.put(declines, decision("declined"));
    assertThat(report())
        .contains("declined: decline, probability of fraud 0.97")
        .doesNotContain("review");
  }

  private static String decision(String id) {
    return """
        {"items":[{"transactionId":"%s","probability":0.97,"modelVersion":"m1",
         "reasons":[{"text":{"en":"far above the card's usual amount","zh":"金额"}}]}]}"""
        .formatted(id);
  }

  @Test
  void aServiceThatIsAwayDoesNotHideTheOthers() throws IOException {
    otherwise = 503;
    answers.put("/v1/gaps", "{\"items\":[]}");
    assertThat(report())
        .contains("not known now: fraud is away")
        .contains("there is no behaviour to compare with the offer")
        .contains("Where to look further");
  }

  private String report() throws IOException {
    StringWriter written = new StringWriter();
    URI door = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (SuiteClient client =
        new SuiteClient(door, new Credentials("jwt", "key")).patient(Duration.ZERO)) {
      new Findings(client, new PrintWriter(written)).print(Optional.of("ann"));
    }
    return written.toString();
  }
}
