package dev.parallax.ingestion.rights;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.collect.Intake;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.SealedBox;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasures and exports; this test answers as the other services would. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class RightsComponentTest {
  private static final List<String> OTHERS =
      List.of("segmentation", "recommendation", "fraud", "experience");

  @Inject LogProducer log;
  @Inject Pseudonyms pseudonyms;
  @Inject Vault vault;
  @Inject Intake intake;
  @Inject Reminder reminder;

  private String user;
  private String cid;
  private String visitor;

  @BeforeEach
  void somebodyIsKnown() {
    user = "user-" + UUID.randomUUID();
    cid = pseudonyms.customer(user);
    visitor = pseudonyms.anonymous("visitor-of-" + user);
    identify("gold");
  }

  private void identify(String plan) {
    shop()
        .body(
            Map.of(
                "userId",
                user,
                "anonymousId",
                "visitor-of-" + user,
                "traits",
                Map.of("email", user + "@example.com", "plan", plan)))
        .post("/v1/identify")
        .then()
        .statusCode(200);
  }

  private void refused() {
    shop()
        .body(Map.of("userId", user, "properties", Map.of("note", "kept for " + user)))
        .post("/v1/track")
        .then()
        .statusCode(400);
  }

  @Test
  void anErasureEndsInACertificateOnceAllHaveAnsweredAndTheNextEventIsAStrangers()
      throws Exception {
    assertThat(vault.find(cid)).isPresent();
    refused();
    assertThat(query("select count(*) from rejected where cid = ?", cid)).isEqualTo("1");
    String id = post("erasures", Map.of("userId", user));

    assertThat(vault.find(cid)).isEmpty();
    for (String table : List.of("vault", "vault_key", "rejected")) {
      assertThat(query("select count(*) from " + table + " where cid = ?", cid))
          .as(table)
          .isEqualTo("0");
    }
    assertThat(query("select count(*) from identity_link where from_cid = ?", visitor))
        .isEqualTo("0");
    assertThat(query("select state::text from customer where cid = ?", cid)).isEqualTo("{}");

    JsonNode request = requested(id);
    assertThat(request.path("kind").asText()).isEqualTo("erase");
    assertThat(request.path("cids")).extracting(JsonNode::asText).contains(cid, visitor);
    await()
        .untilAsserted(
            () ->
                assertThat(Log.read(Topics.CUSTOMER_PROFILES))
                    .filteredOn(record -> record.key().equals(cid))
                    .last()
                    .satisfies(record -> assertThat(record.value()).isNull()));

    OTHERS.stream().skip(1).forEach(service -> answer(request, service, null));
    staff("privacy-officer")
        .get("/v1/privacy/erasures/" + id)
        .then()
        .body(
            "state",
            equalTo("open"),
            "services.find{it.service=='ingestion'}.counts.keys",
            equalTo(1));
    answer(request, OTHERS.getFirst(), null);
    answer(request, OTHERS.getFirst(), null);
    String certificate =
        await()
            .until(
                () ->
                    staff("admin")
                        .get("/v1/privacy/erasures/" + id)
                        .then()
                        .extract()
                        .<String>path("certificate"),
                found -> found != null);
    JsonNode claims = verified(certificate);
    assertThat(claims.path("sub").asText()).isEqualTo(cid);
    assertThat(claims.path("services")).hasSize(5);
    assertThat(claims.toString()).doesNotContain(user);

    identify("silver");
    await()
        .untilAsserted(
            () ->
                assertThat(Log.values(Topics.CUSTOMER_PROFILES))
                    .filteredOn(profile -> profile.path("cid").asText().equals(cid))
                    .last()
                    .satisfies(
                        profile -> {
                          assertThat(profile.path("traits").path("plan").asText())
                              .isEqualTo("silver");
                          assertThat(profile.path("id").asText())
                              .isNotEqualTo("profile:" + cid + ":1");
                        }));
  }

  private JsonNode verified(String certificate) throws Exception {
    String keys = io.restassured.RestAssured.get("/v1/privacy/certificate-key").asString();
    assertThat(keys).doesNotContain("\"d\"");
    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(certificate);
    signature.setKey(new JsonWebKeySet(keys).getJsonWebKeys().getFirst().getKey());
    assertThat(signature.verifySignature()).isTrue();
    return EventJson.mapper().readTree(signature.getPayload());
  }

  @Test
  void whoIsErasedTwiceIsErasedAndWhoWasNeverHeardOfIsToo() {
    post("erasures", Map.of("anonymousId", "visitor-of-" + user));
    assertThat(vault.find(cid)).as("by the visitor's id").isEmpty();
    String again = post("erasures", Map.of("cid", cid));
    staff("privacy-officer")
        .get("/v1/privacy/erasures/" + again)
        .then()
        .body("services[0].counts.keys", equalTo(0), "missing", hasSize(4));
    post("erasures", Map.of("userId", "nobody-" + UUID.randomUUID()));
    staff("privacy-officer")
        .get("/v1/privacy/erasures?limit=1")
        .then()
        .body("items", hasSize(1), "items[0].kind", equalTo("erase"));
  }

  @Test
  void anExportHoldsWhatAllHandedOverAndNobodyCanReadTheLogAfterwards() throws IOException {
    refused();
    String id = post("exports", Map.of("userId", user));
    assertThat(post("exports", Map.of("cid", cid))).as("under way").isEqualTo(id);
    JsonNode request = requested(id);
    staff("privacy-officer")
        .get("/v1/privacy/exports/" + id + "/archive")
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:not-ready"));
    reminder.remind(Instant.now());
    await()
        .untilAsserted(
            () ->
                assertThat(Log.values(Topics.PRIVACY_REQUESTS))
                    .as("announced again as it was")
                    .filteredOn(request::equals)
                    .hasSize(2));
    for (String service : OTHERS) {
      answer(request, service, "{\"seen\":[\"by " + service + "\"]}");
    }
    await()
        .untilAsserted(
            () ->
                staff("privacy-officer")
                    .get("/v1/privacy/exports/" + id)
                    .then()
                    .body("state", equalTo("done")));
    Map<String, String> files =
        unzip(
            staff("privacy-officer")
                .get("/v1/privacy/exports/" + id + "/archive")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray());
    assertThat(files)
        .containsOnlyKeys(
            "request.json",
            "ingestion.json",
            "segmentation.json",
            "recommendation.json",
            "fraud.json",
            "experience.json");
    assertThat(files.get("ingestion.json"))
        .contains(user + "@example.com", "\"plan\"", visitor, "kept for " + user);
    assertThat(files.get("fraud.json")).contains("by fraud");

    assertThat(query("select private_key from privacy_request where id = ?", UUID.fromString(id)))
        .isNull();
    assertThat(
            query(
                "select count(*) from privacy_answer where data is not null and request_id = ?",
                UUID.fromString(id)))
        .isEqualTo("0");
    post("erasures", Map.of("userId", user));
    staff("privacy-officer").get("/v1/privacy/exports/" + id + "/archive").then().statusCode(404);
  }

  @Test
  void whatTheOneKeyOfBeforeSealedIsReadAndGetsAKeyOfItsOwnWhenItIsWritten() {
    byte[] before =
        new VaultCipher(new byte[32])
            .seal(
                ("{\"userId\":\"" + user + "\",\"traits\":{\"email\":\"old@example.com\"}}")
                    .getBytes(StandardCharsets.UTF_8),
                cid);
    update("update vault set sealed = ? where cid = ?", before, cid);
    update("delete from vault_key where cid = ?", cid);
    assertThat(vault.find(cid).orElseThrow().traits().path("email").asText())
        .isEqualTo("old@example.com");

    identify("gold");
    assertThat(query("select count(*) from vault_key where cid = ?", cid)).isEqualTo("1");
    assertThat(vault.find(cid).orElseThrow().traits().path("email").asText())
        .isEqualTo(user + "@example.com");

    update("delete from vault_key where cid = ?", cid);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> vault.find(cid))
        .as("without the key the master cannot read it")
        .isInstanceOf(IllegalStateException.class);
    update("delete from vault where cid = ?", cid);
  }

  @Test
  void callsThatWereReceivedBeforeAnErasureAndComeAfterItBringNothingBack() {
    Instant before = Instant.now();
    post("erasures", Map.of("userId", user));
    String other = "other-" + UUID.randomUUID();

    intake.take(
        "shop",
        Authority.FULL,
        before,
        List.of(identifyCall(user, before), identifyCall(other, before)),
        List.of());

    assertThat(vault.find(cid)).isEmpty();
    assertThat(query("select state::text from customer where cid = ?", cid)).isEqualTo("{}");
    assertThat(query("select count(*) from identity_link where from_cid = ?", visitor))
        .isEqualTo("0");
    assertThat(vault.find(pseudonyms.customer(other))).isPresent();
  }

  private static SegmentCall identifyCall(String userId, Instant receivedAt) {
    JsonNode call =
        EventJson.mapper()
            .valueToTree(
                Map.of(
                    "userId",
                    userId,
                    "anonymousId",
                    "visitor-of-" + userId,
                    "traits",
                    Map.of("email", userId + "@example.com", "plan", "late")));
    return switch (CallReader.read(CallType.IDENTIFY, call, CallReader.Envelope.live(receivedAt))) {
      case Checked.Valid<SegmentCall> valid -> valid.value();
      case Checked.Invalid<SegmentCall> invalid ->
          throw new IllegalArgumentException(invalid.mistakes().toString());
    };
  }

  @Test
  void badRequestsAreToldWhatWouldBeRight() {
    request("privacy-officer", Map.of())
        .then()
        .statusCode(400)
        .body("errors.field", contains("userId"));
    request("privacy-officer", Map.of("userId", "a", "cid", "c_1")).then().statusCode(400);
    request("privacy-officer", Map.of("cid", "17850"))
        .then()
        .statusCode(400)
        .body("errors.field", contains("cid"));
    request("privacy-officer", Map.of("userId", " ")).then().statusCode(400);
    request("analyst", Map.of("userId", "a")).then().statusCode(403);
    staff("privacy-officer").get("/v1/privacy/erasures/none").then().statusCode(404);
    staff("privacy-officer")
        .get("/v1/privacy/exports?cursor=eA")
        .then()
        .statusCode(400)
        .body("errors.field", contains("cursor"), "nextCursor", nullValue());
  }

  private static io.restassured.response.Response request(String role, Object body) {
    return staff(role).contentType(ContentType.JSON).body(body).post("/v1/privacy/erasures");
  }

  private static String post(String what, Map<String, String> person) {
    return staff("privacy-officer")
        .contentType(ContentType.JSON)
        .body(person)
        .post("/v1/privacy/" + what)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static JsonNode requested(String id) {
    return Log.await(Topics.PRIVACY_REQUESTS, value -> value.path("id").asText().equals(id))
        .getFirst();
  }

  /**
   * @param json null for the receipt of an erasure
   */
  private void answer(JsonNode request, String service, String json) {
    String requestId = request.path("id").asText();
    String id = requestId + ":" + service + ":1";
    PrivacyRequested asked = EventJson.mapper().convertValue(request, PrivacyRequested.class);
    byte[] data =
        json == null
            ? null
            : SealedBox.seal(json.getBytes(StandardCharsets.UTF_8), asked.recipient(), id);
    log.sendAll(
        List.of(
            CloudEvents.record(
                Topics.PRIVACY_RECEIPTS,
                new PrivacyAnswered(
                    id,
                    requestId,
                    asked.cid(),
                    service,
                    asked.kind(),
                    Map.of("rows", 1L),
                    1,
                    1,
                    data,
                    Instant.now()),
                "test")));
  }

  private static Map<String, String> unzip(byte[] zip) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
