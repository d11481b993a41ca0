package dev.parallax.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.secrets.SecretsFile;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is answered in words that help, at the front door as at the services. */
@Order(50)
class BadInputIT {

  private static final Suite SUITE = Suite.shared();
  private static final SuiteClient CLIENT = SUITE.client();
  private static String writeKey;

  @BeforeAll
  static void readTheWriteKey() throws IOException {
    writeKey = SecretsFile.read(SUITE.home()).writeKey();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "wrong type | /v1/track | {'userId':'u-bad','event':7} | event",
        "missing field | /v1/track | {'userId':'u-bad'} | event",
        "no identity | /v1/track | {'event':'Product Viewed'} | userId",
        "future time | /v1/track | {'userId':'u-bad','event':'X','timestamp':'2999-01-01T00:00:00Z'} | timestamp",
        "ancient time | /v1/track | {'userId':'u-bad','event':'X','timestamp':'1970-01-01T00:00:00Z'} | timestamp",
        "negative quantity | /v1/track | {'userId':'u-bad','event':'Order Completed','properties':{'products':[{'product_id':'P','quantity':-2}]}} | properties.products[0].quantity",
        "payment without a time | /v1/transactions | {'id':'t-bad','account':'a-bad','amount':1,'currency':'EUR'} | occurredAt",
        "score off its scale | /v1/feedback | {'userId':'u-bad','kind':'nps','score':11} | score",
        "negative price | /v1/catalog | {'itemId':'i','name':'n','category':'c','price':-1,'currency':'EUR'} | price",
        "negative footfall | /v1/readings | {'device':'d','metric':'footfall','value':-1,'occurredAt':'2026-01-01T00:00:00Z'} | value"
      })
  void isAnsweredWithTheFieldAndKeptInQuarantine(
      String what, String path, String body, String field) throws IOException {
    long before = rejected();

    HttpResponse<String> answer = send(path, body.replace('\'', '"'));

    assertThat(fields(problem(answer, 400))).contains(field);
    assertThat(rejected()).as(what + " is in quarantine").isEqualTo(before + 1);
    JsonNode newest = CLIENT.get("/v1/rejected?limit=1").path("items").path(0);
    assertThat(newest.path("field").asText()).isEqualTo(field);
    assertThat(answer.body()).doesNotContain("u-bad").doesNotContain("dev.parallax");
  }

  @Test
  void anUnknownCallInABatchIsKeptAndTheRestIsIn() throws IOException {
    long before = rejected();
    String batch =
        """
        {"batch":[{"type":"dance","userId":"u-bad","messageId":"dance-%1$d"},
                  {"type":"page","name":"Home","userId":"u-good","messageId":"page-%1$d"}]}
        """
            .formatted(System.nanoTime());

    HttpResponse<String> answer = send("/v1/batch", batch);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = SuiteClient.JSON.readTree(answer.body());
    assertThat(body.path("accepted").asInt()).isEqualTo(1);
    assertThat(body.at("/rejected/0/index").asInt()).isZero();
    assertThat(rejected()).isEqualTo(before + 1);
  }

  @Test
  void tenMegabytesAreTooLarge() throws IOException {
    byte[] large = "x".repeat(10 * 1024 * 1024).getBytes(UTF_8);

    HttpResponse<String> answer =
        exchange("POST", "/v1/batch", asSource(writeKey), BodyPublishers.ofByteArray(large));

    assertThat(problem(answer, 413).path("detail").asText()).contains("512000");
  }

  @Test
  void aBrokenGzipBodyIsNamed() throws IOException {
    Map<String, String> headers = asSource(writeKey);
    headers.put("Content-Encoding", "gzip");

    HttpResponse<String> answer =
        exchange("POST", "/v1/track", headers, BodyPublishers.ofString("this is no gzip"));

    assertThat(problem(answer, 400).toString()).containsIgnoringCase("gzip");
  }

  @Test
  void anUnknownWriteKeyIsRefused() throws IOException {
    HttpResponse<String> answer =
        exchange(
            "POST",
            "/v1/track",
            asSource("not-a-key"),
            BodyPublishers.ofString("{\"userId\":\"u\",\"event\":\"X\"}"));

    problem(answer, 401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void anUnknownCustomerHasNoSegment() throws IOException {
    HttpResponse<String> answer = as("admin", "GET", "/v1/customers/segment?userId=nobody-knows");

    problem(answer, 404);
    assertThat(answer.body()).doesNotContain("nobody-knows");
  }

  @ParameterizedTest(name = "{0} may not {1} {2}")
  @CsvSource({
    "marketer, POST, /v1/fraud/models/train",
    "analyst, GET, /v1/decisions",
    "fraud-analyst, POST, /v1/segmentations",
    "marketer, POST, /v1/imports",
    "fraud-analyst, GET, /v1/rejected/1"
  })
  void aTokenWithoutTheRoleIsForbidden(String role, String method, String path) throws IOException {
    problem(as(role, method, path), 403);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/decisions",
    "/v1/gaps",
    "/v1/segmentations/current/segments",
    "/v1/rejected",
    "/v1/rules"
  })
  void withoutAnyTokenNothingIsSaid(String path) throws IOException {
    problem(exchange("GET", path, new HashMap<>(), BodyPublishers.noBody()), 401);
  }

  @Test
  void aPaymentThatMakesNoSenseIsNotDecided() throws IOException {
    Map<String, String> headers = asStaff("service");
    String future = Instant.now().plus(400, ChronoUnit.DAYS).toString();
    String body =
        "{\"id\":\"t-bad\",\"account\":\"a\",\"amount\":\"much\",\"currency\":\"EUR\",\"occurredAt\":\"%s\"}"
            .formatted(future);

    HttpResponse<String> answer =
        exchange("POST", "/v1/decisions", headers, BodyPublishers.ofString(body));

    assertThat(fields(problem(answer, 400))).contains("amount");
  }

  private static JsonNode problem(HttpResponse<String> answer, int status) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = SuiteClient.JSON.readTree(answer.body());
    assertThat(problem.path("type").asText()).startsWith("urn:parallax:problem:");
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem;
  }

  private static Iterable<String> fields(JsonNode problem) {
    return problem.path("errors").findValuesAsText("field");
  }

  private static long rejected() throws IOException {
    return CLIENT.get("/v1/ingestion/rate").path("rejected").asLong();
  }

  private static HttpResponse<String> send(String path, String body) throws IOException {
    return exchange("POST", path, asSource(writeKey), BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> as(String role, String method, String path)
      throws IOException {
    BodyPublisher body =
        method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
    return exchange(method, path, asStaff(role), body);
  }

  private static HttpResponse<String> exchange(
      String method, String path, Map<String, String> headers, BodyPublisher body)
      throws IOException {
    return CLIENT.exchange(method, path, headers, body);
  }

  private static Map<String, String> asSource(String key) {
    String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
    return headers("Basic " + basic);
  }

  private static Map<String, String> asStaff(String role) throws IOException {
    return headers("Bearer " + SUITE.token(role));
  }

  private static Map<String, String> headers(String authorization) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", authorization);
    headers.put("Content-Type", "application/json");
    return headers;
  }
}
