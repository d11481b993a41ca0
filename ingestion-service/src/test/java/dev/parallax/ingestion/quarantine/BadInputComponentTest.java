package dev.parallax.ingestion.quarantine;

import static dev.parallax.ingestion.Callers.gzip;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parallax.ingestion.Callers;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class BadInputComponentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "track | {'userId':'u','event':7} | event | must be a text | wrong-type",
        "track | {'userId':'u'} | event | must be given | missing-field",
        "track | {'event':'X'} | userId | must be given, or anonymousId | missing-identity",
        "track | {'userId':'u','event':'X','timestamp':'2999-01-01T00:00:00Z'} | timestamp | must not be more than one day in the future | time-in-future",
        "track | {'userId':'u','event':'X','timestamp':'1970-01-01T00:00:00Z'} | timestamp | must not be before 2000-01-01 | time-too-old",
        "track | {'userId':'u','event':'Order Completed','properties':{'products':[{'product_id':'P','quantity':-2}]}} | properties.products[0].quantity | must be 0 or more | negative-number",
        "track | {'userId':'u','event':'Order Completed','properties':{'total':1,'currency':'ZZZ'}} | properties.currency | must be an ISO 4217 code such as EUR | unknown-currency",
        "track | {'userId':'u','event':'order_completed','properties':{'products':[{'product_id':'P','quantity':-2}]}} | properties.products[0].quantity | must be 0 or more | negative-number",
        "track | {'userId':'u','event':'Order Completed','properties':{'order_id':'o'}} | properties.products | must be given (or total) | missing-field",
        "identify | {'userId':'u','traits':'gold'} | traits | must be an object | wrong-type",
        "group | {'userId':'u'} | groupId | must be given | missing-field",
        "alias | {'userId':'u'} | previousId | must be given | missing-field",
        "transactions | {'id':'t','account':'a','amount':1,'currency':'EUR'} | occurredAt | must be given | missing-field",
        "feedback | {'userId':'u','kind':'nps','score':11} | score | must be between 0 and 10 for nps | invalid-value",
        "catalog | {'itemId':'i','name':'n','category':'c','price':-1,'currency':'EUR'} | price | must be 0 or more | negative-number",
        "readings | {'device':'d','metric':'footfall','value':-1,'occurredAt':'2026-01-01T00:00:00Z'} | value | must be 0 or more for footfall | negative-number"
      })
  void aBadInputIsAnsweredWithItsFieldAndKeptWithItsReason(
      String path, String body, String field, String message, String code) {
    String sent = body.replace('\'', '"');
    problem(shop().body(sent).post("/v1/" + path).then(), 400)
        .body("type", equalTo("urn:parallax:problem:invalid-input"))
        .body("errors.field", hasItem(field))
        .body("errors.message", hasItem(message));
    String id = newest(code);
    staff("privacy-officer")
        .get("/v1/rejected/" + id)
        .then()
        .statusCode(200)
        .body("code", equalTo(code))
        .body("source", equalTo("shop"))
        .body("field", equalTo(field))
        .body("payload", equalTo(sent));
    staff("privacy-officer")
        .get("/v1/audit?subject=" + id)
        .then()
        .body("items.action", hasItem("rejected-payload-viewed"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/rejected?source=%00, source",
    "GET, /v1/rejected?import=%00, import",
    "GET, /v1/rejected?cursor=AA, cursor",
    "DELETE, /v1/catalog/%00, itemId"
  })
  void aParameterThatNoStoreCanHoldIsNamed(String method, String path, String field) {
    problem(staff("admin").urlEncodingEnabled(false).request(method, path).then(), 400)
        .body("errors[0].field", equalTo(field));
  }

  @Test
  void aBodyThatIsNotJsonIsKeptAsItCame() {
    problem(shop().body("{\"userId\":").post("/v1/track").then(), 400)
        .body("errors[0].field", equalTo("body"))
        .body("errors[0].message", containsString("must be valid JSON (line 1, column"));
    staff("admin")
        .get("/v1/rejected/" + newest("not-json"))
        .then()
        .body("payload", equalTo("{\"userId\":"));
  }

  @Test
  void aCallOfAnUnknownTypeInABatchIsKept() {
    String messageId = UUID.randomUUID().toString();
    shop()
        .body(
            "{\"batch\":[{\"type\":\"dance\",\"userId\":\"u\",\"messageId\":\""
                + messageId
                + "\"}]}")
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(0));
    list("unknown-type").body("items[0].messageId", equalTo(messageId));
  }

  @Test
  void tenMegabytesAreRefusedWithTheLimitAndKnownByTheirSize() {
    byte[] large = new byte[10 * 1024 * 1024];
    Arrays.fill(large, (byte) 'x');
    problem(shop().body(large).post("/v1/batch").then(), 413)
        .body("type", equalTo("urn:parallax:problem:too-large"))
        .body("detail", containsString("at most 512000 bytes"));
    problem(shop().body(large).post("/v1/transactions").then(), 413);
    String id = newest("too-large");
    staff("admin")
        .get("/v1/rejected/" + id)
        .then()
        .body("size", equalTo(large.length))
        .body("payload", nullValue());
  }

  /** Each call was once kept with the whole context: 30 GB of memory for half a megabyte. */
  @Test
  void aBatchOfVeryManyOrWithALargeContextIsRefusedWholeAndKeptOnce() {
    String context = "{\"context\":{\"n\":\"" + "x".repeat(250_000) + "\"},\"batch\":[";
    String before = Callers.query("select count(*) from rejected");
    problem(shop().body(context + "1,".repeat(100_000) + "1]}").post("/v1/batch").then(), 400)
        .body("errors[0].field", equalTo("context"))
        .body("errors[0].message", equalTo("must have at most 32768 bytes beside the calls"));
    problem(shop().body("{\"batch\":[" + "1,".repeat(2_500) + "1]}").post("/v1/batch").then(), 400)
        .body("errors[0].message", equalTo("must have at most 2500 elements"));
    problem(shop().body("[" + "1,".repeat(20_000) + "1]").post("/v1/transactions").then(), 400)
        .body("errors[0].message", equalTo("must have at most 20000 elements"));
    assertThat(Callers.query("select count(*) - ?::bigint from rejected", before)).isEqualTo("3");
  }

  @Test
  void manyCallsThatAreRejectedAreKeptEachWithWhatTheBatchSays() {
    String mark = UUID.randomUUID().toString();
    shop()
        .body(
            "{\"context\":{\"n\":\"%s\"},\"batch\":[%s1]}"
                .formatted("x".repeat(1_900), ("{\"messageId\":\"" + mark + "\"},").repeat(2_000)))
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("rejected.size()", equalTo(2_001));
    assertThat(
            Callers.query(
                "select count(*) || ' ' || count(distinct envelope) from rejected where message_id = ? and length(envelope) > 1900",
                mark))
        .isEqualTo("2000 2000");
  }

  @Test
  void oneCallAboveItsLimitIsRefusedAloneAndInABatch() {
    String filler = "x".repeat(33 * 1024);
    problem(
            shop().body("{\"userId\":\"u\",\"event\":\"" + filler + "\"}").post("/v1/track").then(),
            413)
        .body("detail", containsString("at most 32768 bytes"));
    staff("admin")
        .get("/v1/rejected/" + newest("too-large"))
        .then()
        .body("payload", containsString(filler));
    String key = "{\"writeKey\":\"" + IngestionSettings.WRITE_KEY + "\",\"event\":\"";
    for (int size : new int[] {40_000, 600_000}) { // A beacon, whose key is in its body.
      problem(given().body(key + "x".repeat(size) + "\"}").post("/v1/track").then(), 413);
      int whole = key.length() + size + 2;
      staff("admin")
          .get("/v1/rejected/" + newest("too-large"))
          .then()
          .body("source", equalTo("shop"))
          .body("size", equalTo(whole))
          .body("payload == null", equalTo(size > 512_000));
    }
    shop()
        .body(
            "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"X\",\"properties\":{\"f\":\""
                + filler
                + "\"}},{\"type\":\"track\",\"userId\":\"u\",\"event\":\"X\"}]}")
        .post("/v1/batch")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("rejected[0].errors[0].message", equalTo("must have at most 32768 bytes"));
  }

  @Test
  void aBrokenGzipBodyIsKeptByteByByte() throws IOException {
    byte[] whole = gzip("{\"batch\":[]}");
    byte[] cut = Arrays.copyOf(whole, whole.length - 4);
    problem(shop().header("Content-Encoding", "gzip").body(cut).post("/v1/batch").then(), 400)
        .body("errors[0].field", equalTo("body"))
        .body("errors[0].message", containsString("whole gzip stream"));
    staff("admin")
        .get("/v1/rejected/" + newest("broken-gzip"))
        .then()
        .body("payload", containsString("base64,H4sI"));
  }

  @Test
  void anUnknownWriteKeyIsRefusedAndSaysWhichCredentialsAreMeant() {
    problem(given().auth().preemptive().basic("guess", "").body("{}").post("/v1/track").then(), 401)
        .header("WWW-Authenticate", containsString("Basic"))
        .body("detail", containsString("write key"));
    problem(given().body("{}").post("/v1/track").then(), 401);
  }

  @Test
  void aTokenWithoutTheRoleIsRefused() {
    problem(staff("marketer").body("{}").post("/v1/transactions").then(), 403);
    problem(staff("analyst").get("/v1/rejected/" + UUID.randomUUID()).then(), 403);
    problem(shop().get("/v1/rejected").then(), 403);
    problem(staff("fraud-analyst").multiPart("mapping", "events").post("/v1/imports").then(), 403);
  }

  @Test
  void aWriteKeyWhichStandsInPagesShowsNoJobs() {
    problem(shop().get("/v1/jobs").then(), 403);
  }

  @Test
  void whatIsNotThereIsSaidInTheSameForm() {
    problem(staff("admin").get("/v1/nothing").then(), 404).body("errors[0].field", equalTo("path"));
    problem(staff("admin").get("/v1/rejected/nothing").then(), 404)
        .body("errors[0].field", equalTo("id"));
    problem(staff("admin").delete("/v1/catalog/nothing").then(), 404)
        .body("errors[0].field", equalTo("itemId"));
    problem(staff("admin").get("/v1/rejected?code=nothing").then(), 400)
        .body("errors[0].field", equalTo("code"));
    problem(staff("admin").get("/v1/rejected?cursor=nothing").then(), 400)
        .body("errors[0].field", equalTo("cursor"));
    problem(shop().get("/v1/track").then(), 405);
  }

  @Test
  void theListPagesAndShowsNoPayload() {
    for (int i = 0; i < 3; i++) {
      shop().body("{\"userId\":\"u\",\"event\":true}").post("/v1/track");
    }
    var first =
        staff("analyst")
            .get("/v1/rejected?limit=2&code=wrong-type&source=shop")
            .then()
            .statusCode(200)
            .body("items.payload", not(hasItem(containsString("userId"))))
            .extract();
    List<String> ids = first.path("items.id");
    assertThat(ids).hasSize(2);
    staff("analyst")
        .get(
            "/v1/rejected?limit=2&code=wrong-type&source=shop&cursor="
                + first.<String>path("nextCursor"))
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem(ids.get(0))))
        .body("items.id", not(hasItem(ids.get(1))));
  }

  @Test
  void thePayloadIsEncryptedInTheStore() {
    String secret = "secret-" + UUID.randomUUID() + "@example.com";
    shop().body("{\"userId\":\"" + secret + "\",\"event\":1}").post("/v1/track");
    assertThat(
            Callers.query(
                "select count(*) from rejected r where r::text like ? or position(convert_to(?, 'UTF8') in sealed) > 0",
                "%" + secret + "%",
                secret))
        .isEqualTo("0");
    staff("admin")
        .get("/v1/rejected/" + newest("wrong-type"))
        .then()
        .body("payload", containsString(secret));
  }

  private static ValidatableResponse problem(ValidatableResponse response, int status) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status));
  }

  private static ValidatableResponse list(String code) {
    return staff("analyst").get("/v1/rejected?limit=1&code=" + code).then().statusCode(200);
  }

  private static String newest(String code) {
    return list(code).extract().path("items[0].id");
  }
}
