package dev.parallax.ingestion.browser;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.DecoderConfig.decoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class BrowserComponentTest {
  private static final String ALLOWED = "https://www.shop.example";
  private static final String KEY = IngestionSettings.WRITE_KEY;

  @ParameterizedTest
  @CsvSource({
    "t, track",
    "i, identify",
    "p, page",
    "s, screen",
    "g, group",
    "a, alias",
    "b, batch",
    "/beacon/v1/batch, batch"
  })
  void thePathsOfOtherSdksTakeTheSameCalls(String path, String type) {
    String id = UUID.randomUUID().toString();
    String call =
        "{\"type\":\"%s\",\"messageId\":\"%s\",\"userId\":\"u\",\"anonymousId\":\"v\",\"event\":\"X\",\"groupId\":\"g\",\"previousId\":\"p\"}"
            .formatted(type.equals("batch") ? "track" : type, id);
    shop()
        .contentType("text/plain;charset=UTF-8")
        .body(type.equals("batch") ? "{\"batch\":[" + call + "]}" : call)
        .post(path.startsWith("/") ? path : "/v1/" + path)
        .then()
        .statusCode(200)
        .body("success", equalTo(true));
    assertThat(event(id).path("type").asText()).isEqualTo(type.equals("batch") ? "track" : type);
  }

  @Test
  void aBeaconsKeyIsInItsBodyOrItsAddress() {
    String[] ids = ids(3);
    String call = "{\"type\":\"track\",\"anonymousId\":\"v\",\"event\":\"X\",\"messageId\":\"%s\"}";
    beacon()
        .body("{\"batch\":[" + call.formatted(ids[0]) + "],\"writeKey\":\"" + KEY + "\"}")
        .post("/v1/b")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
    String large =
        "{\"type\":\"track\",\"anonymousId\":\"v\",\"event\":\"X\",\"properties\":{\"a\":\"%s\"}}"
            .formatted("x".repeat(20_000));
    beacon()
        .body(
            "{\"batch\":[%s],\"writeKey\":\"%s\"}"
                .formatted(String.join(",", Collections.nCopies(20, large)), KEY))
        .post("/v1/b")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(20));
    beacon().body(call.formatted(ids[1])).post("/v1/t?writeKey=" + KEY).then().statusCode(200);
    given()
        .header("Authorization", "Bearer " + KEY)
        .body(call.formatted(ids[2]))
        .post("/v1/track")
        .then()
        .statusCode(200);
    for (String id : ids) {
      assertThat(event(id).path("source").asText()).isEqualTo("shop");
    }
  }

  @Test
  void aWrongKeySaysSoWhereverItStandsAndNothingIsKept() {
    String body = "{\"event\":\"X\",\"userId\":\"u\"%s}";
    String before = rejected();
    List<ValidatableResponse> answers =
        List.of(
            beacon().body(body.formatted(",\"writeKey\":\"wrong\"")).post("/v1/t").then(),
            beacon().body(body.formatted("")).post("/v1/t?writeKey=wrong").then(),
            given().get("/v1/pixel/track?event=X&userId=u&writeKey=wrong").then(),
            given()
                .header("Authorization", "Bearer wrong")
                .body(body.formatted(""))
                .post("/v1/t")
                .then());
    for (ValidatableResponse answer : answers) {
      answer
          .statusCode(401)
          .contentType("application/problem+json")
          .body("detail", containsString("the write key is not known"))
          .body("detail", not(containsString("wrong")));
    }
    for (String keyless :
        List.of(body.formatted(""), "{", "[]", "", body.formatted(",\"writeKey\":7"))) {
      beacon()
          .body(keyless)
          .post("/v1/t")
          .then()
          .statusCode(401)
          .body("detail", containsString("send the write key"));
    }
    beacon().body(new byte[600_000]).post("/v1/b").then().statusCode(413);
    assertThat(rejected()).isEqualTo(before);
  }

  @Test
  void aTokenIsNoKeyAndNeitherIsAKeyForStaff() {
    staff("admin").body("{\"userId\":\"u\",\"event\":\"X\"}").post("/v1/t").then().statusCode(403);
    given()
        .header("Authorization", "Bearer a.b.c")
        .body("{}")
        .post("/v1/t")
        .then()
        .statusCode(401)
        .body("detail", containsString("bearer token"));
    given().get("/v1/rejected?writeKey=" + KEY).then().statusCode(403);
  }

  @Test
  void aPixelIsACall() {
    String[] ids = ids(2);
    String call =
        "{\"writeKey\":\"%s\",\"userId\":\"u\",\"event\":\"Mail Opened\",\"messageId\":\"%s\"}"
            .formatted(KEY, ids[0]);
    String data = Base64.getUrlEncoder().encodeToString(call.getBytes(StandardCharsets.UTF_8));
    byte[] gif =
        given()
            .get("/v1/pixel/track?data=" + data)
            .then()
            .statusCode(200)
            .contentType("image/gif")
            .header("Cache-Control", "no-store")
            .header("Cross-Origin-Resource-Policy", "cross-origin")
            .extract()
            .asByteArray();
    assertThat(new String(gif, 0, 6, StandardCharsets.US_ASCII)).isEqualTo("GIF89a");
    given()
        .get(
            "/pixel/v1/page?writeKey=%s&anonymousId=v&name=Home&properties.path=/&messageId=%s"
                .formatted(KEY, ids[1]))
        .then()
        .statusCode(200)
        .contentType("image/gif");
    assertThat(event(ids[0]).path("name").asText()).isEqualTo("Mail Opened");
    JsonNode page = event(ids[1]);
    assertThat(page.path("type").asText()).isEqualTo("page");
    assertThat(page.at("/properties/path").asText()).isEqualTo("/");
    given()
        .get("/v1/pixel/track?writeKey=" + KEY + "&userId=u")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("event"));
  }

  @Test
  void anEventThatIsNotMeantForUsIsNotTakenAndWhatIsSaysWhoElseItIsFor() {
    String[] ids = ids(3);
    String call =
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"X\",\"messageId\":\"%s\",\"integrations\":%s}";
    shop()
        .body(
            "{\"batch\":[%s,%s]}"
                .formatted(
                    call.formatted(ids[0], "{\"All\":false,\"Mixpanel\":true}"),
                    call.formatted(ids[1], "{\"All\":false,\"Parallax\":true}")))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("excluded", equalTo(1))
        .body("rejected", hasSize(0));
    shop().body(call.formatted(ids[2], "{\"All\":false}")).post("/v1/track").then().statusCode(200);
    JsonNode taken = event(ids[1]);
    assertThat(taken.at("/context/integrations").toString())
        .isEqualTo("{\"All\":false,\"Parallax\":true}");
    assertThat(Log.values(Topics.CUSTOMER_EVENTS))
        .noneMatch(e -> e.path("id").asText().matches("shop:(" + ids[0] + "|" + ids[2] + ")"));
  }

  @Test
  void theTrackerIsServedToEveryPageAndOnlyOnce() {
    String tag =
        given()
            .header("Accept-Encoding", "gzip, br")
            .get("/v1/parallax.js")
            .then()
            .statusCode(200)
            .contentType("text/javascript")
            .header("Content-Encoding", "gzip")
            .header("Cache-Control", containsString("max-age=3600"))
            .header("Vary", containsString("Accept-Encoding"))
            .header("Cross-Origin-Resource-Policy", "cross-origin")
            .extract()
            .header("ETag");
    given()
        .header("Accept-Encoding", "gzip, br")
        .header("If-None-Match", tag)
        .get("/v1/parallax.js")
        .then()
        .statusCode(304);
    given()
        // else the test's client would ask for gzip beside
        .config(config().decoderConfig(decoderConfig().noContentDecoders()))
        .header("If-None-Match", tag)
        .get("/v1/parallax.js")
        .then()
        .statusCode(200)
        .header("Content-Encoding", nullValue())
        .body(containsString("Rage Clicked"));
  }

  @Test
  void analyticsJsIsToldToSendHereByTheAddressItWasCalledAt() {
    given()
        .header("Origin", ALLOWED)
        .header("X-Forwarded-Host", "collect.example")
        .header("X-Forwarded-Proto", "https")
        .get("/v1/projects/any-key/settings")
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", ALLOWED)
        .header("Cache-Control", "no-store")
        .body("integrations.'Segment.io'.apiKey", equalTo("any-key"))
        .body("integrations.'Segment.io'.apiHost", equalTo("collect.example/v1"))
        .body("integrations.'Segment.io'.protocol", equalTo("https"));
  }

  /** As {@code navigator.sendBeacon} sends a text. */
  private static RequestSpecification beacon() {
    return given().contentType("text/plain;charset=UTF-8").header("Origin", ALLOWED);
  }

  private static JsonNode event(String messageId) {
    return Log.await(Topics.CUSTOMER_EVENTS, e -> e.path("id").asText().equals("shop:" + messageId))
        .getFirst();
  }

  private static String rejected() {
    return query("select count(*) from rejected");
  }

  private static String[] ids(int count) {
    return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toArray(String[]::new);
  }
}
