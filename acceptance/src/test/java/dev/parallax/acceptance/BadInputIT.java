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
import java.util.stream.StreamSupport;
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
  private static final Map<String, String> TOKENS = new HashMap<>();
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
        "wrong type | /v1/track | {'userId':'u-bad','event':7} | event | must be a text",
        "missing field | /v1/track | {'userId':'u-bad'} | event | must be given",
        "no identity | /v1/track | {'event':'Product Viewed'} | userId | must be given, or anonymousId",
        "future time | /v1/track | {'userId':'u-bad','event':'X','timestamp':'2999-01-01T00:00:00Z'} | timestamp | must not be more than one day in the future",
        "ancient time | /v1/track | {'userId':'u-bad','event':'X','timestamp':'1970-01-01T00:00:00Z'} | timestamp | must not be before 2000-01-01",
        "no time at all | /v1/track | {'userId':'u-bad','event':'X','timestamp':'yesterday'} | timestamp | must be",
        "negative quantity | /v1/track | {'userId':'u-bad','event':'Order Completed','properties':{'products':[{'product_id':'P','quantity':-2}]}} | properties.products[0].quantity | must be",
        "an event's name in another spelling | /v1/track | {'userId':'u-bad','event':'order completed','properties':{'products':[{'product_id':'P','quantity':-2}]}} | properties.products[0].quantity | must be",
        "order of nothing | /v1/track | {'userId':'u-bad','event':'Order Completed','properties':{'order_id':'o-bad'}} | properties.products | must be given",
        "unknown call | /v1/batch | {'batch':[{'type':'dance','userId':'u-bad'}]} | type | must be one of",
        "payment without a time | /v1/transactions | {'id':'t-bad','account':'a-bad','amount':1,'currency':'EUR'} | occurredAt | must be given",
        "amount in words | /v1/transactions | {'id':'t-bad','account':'a-bad','amount':'much','currency':'EUR','occurredAt':'2026-01-01T00:00:00Z'} | amount | must be a number",
        "score off its scale | /v1/feedback | {'userId':'u-bad','kind':'nps','score':11} | score | must be",
        "negative price | /v1/catalog | {'itemId':'i','name':'n','category':'c','price':-1,'currency':'EUR'} | price | must be",
        "negative footfall | /v1/readings | {'device':'d','metric':'footfall','value':-1,'occurredAt':'2026-01-01T00:00:00Z'} | value | must be"
      })
  void isAnsweredWithTheFieldAndWhatIsRightAndKeptInQuarantine(
      String what, String path, String body, String field, String right) throws IOException {
    long before = rejected();

    HttpResponse<String> answer = send(path, body.replace('\'', '"'));

    JsonNode error = errorOf(answer, field);
    assertThat(error.path("message").asText()).startsWith(right);
    assertThat(rejected()).as(what + " is in quarantine").isEqualTo(before + 1);
    JsonNode newest = CLIENT.get("/v1/rejected?limit=1").path("items").path(0);
    assertThat(newest.path("field").asText()).isEqualTo(field);
    assertThat(newest.path("detail").asText()).contains(right);
    assertThat(newest.path("code").asText()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("u-bad").doesNotContain("dev.parallax");
  }

  /** A batch is taken in part, so its answer is 200 with the mistakes; anything else a problem. */
  private static JsonNode errorOf(HttpResponse<String> answer, String field) throws IOException {
    JsonNode errors =
        answer.statusCode() == 200
            ? SuiteClient.JSON.readTree(answer.body()).at("/rejected/0/errors")
            : problem(answer, 400).path("errors");
    return StreamSupport.stream(errors.spliterator(), false)
        .filter(error -> error.path("field").asText().equals(field))
        .findFirst()
        .orElseThrow(() -> new AssertionError(field + " is not named: " + answer.body()));
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

    assertThat(problem(answer, 400).at("/errors/0/field").asText()).isEqualTo("body");
    assertThat(answer.body()).contains("must be a whole gzip stream");
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
    ToldShop.shared(); // without a segmentation nobody has a segment, which is another answer
    HttpResponse<String> answer = as("admin", "GET", "/v1/customers/segment?userId=nobody-knows");

    problem(answer, 404);
    assertThat(answer.body()).doesNotContain("nobody-knows");
  }

  @ParameterizedTest(name = "{0} may not {1} {2}")
  @CsvSource({
    "marketer, POST, /v1/fraud/models/train",
    "analyst, GET, /v1/decisions",
    "fraud-analyst, POST, /v1/segmentations",
    "fraud-analyst, GET, /v1/rejected/1"
  })
  void aTokenWithoutTheRoleIsForbidden(String role, String method, String path) throws IOException {
    problem(as(role, method, path), 403);
  }

  @Test
  void aBodyOfTheWrongKindNamesTheHeader() throws IOException {
    HttpResponse<String> answer = as("admin", "POST", "/v1/imports");

    assertThat(fields(problem(answer, 415))).containsExactly("Content-Type");
    assertThat(answer.body()).contains("multipart/form-data").doesNotContain("@Consumes");
  }

  @Test
  void aMarketerMayNotImport() throws IOException {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\nevents\r\n--x--\r\n";
    Map<String, String> headers = asStaff("marketer");
    headers.put("Content-Type", "multipart/form-data; boundary=x");

    problem(exchange("POST", "/v1/imports", headers, BodyPublishers.ofString(form)), 403);
  }

  @Test
  void anUnknownAddressIsNamed() throws IOException {
    problem(as("admin", "POST", "/v1/dance"), 404);
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
    if (!TOKENS.containsKey(role)) {
      TOKENS.put(role, SUITE.token(role));
    }
    return headers("Bearer " + TOKENS.get(role));
  }

  private static Map<String, String> headers(String authorization) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", authorization);
    headers.put("Content-Type", "application/json");
    return headers;
  }
}
