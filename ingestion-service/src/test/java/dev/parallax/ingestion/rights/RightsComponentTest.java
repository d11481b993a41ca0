package dev.parallax.ingestion.rights;

import static dev.parallax.ingestion.Callers.query;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.collect.Intake;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

/** Erasures, and requests that are mistaken. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class RightsComponentTest extends KnownPerson {
  @Inject Intake intake;
  @Inject Reminder reminder;

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
    assertThat(claims.path("services"))
        .extracting(s -> s.path("service").asText())
        .containsExactlyInAnyOrder(
            "ingestion", "archive", "segmentation", "recommendation", "fraud", "experience");
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
        .body("services[0].counts.keys", equalTo(0), "missing", hasItems(OTHERS.toArray()));
    post("erasures", Map.of("userId", "nobody-" + UUID.randomUUID()));
    staff("privacy-officer")
        .get("/v1/privacy/erasures?limit=1")
        .then()
        .body("items", hasSize(1), "items[0].kind", equalTo("erase"));
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
  void allWhomAServiceHasNotErasedAreAnnouncedAgainAndNobodyForWhomOnlyTheArchiveIsMissing() {
    String mark = "c_" + UUID.randomUUID();
    open(mark, "{ingestion,archive,fraud}", 1_001);
    open(mark + "-archived", "{ingestion,archive}", 1);
    update(
        "insert into privacy_answer (request_id, service, part, parts, counts, completed_at)"
            + " select id, 'ingestion', 1, 1, '{}', now() from privacy_request where cid like ?",
        mark + "%");
    try {
      reminder.remind(Instant.parse("2001-01-01T00:00:00Z"));

      await()
          .untilAsserted(
              () ->
                  assertThat(Log.values(Topics.PRIVACY_REQUESTS))
                      .extracting(request -> request.path("cid").asText())
                      .filteredOn(announced -> announced.startsWith(mark))
                      .doesNotHaveDuplicates()
                      .hasSize(1_001)
                      .noneMatch(announced -> announced.contains("archived")));
    } finally {
      update(
          "delete from privacy_answer where request_id in (select id from privacy_request where cid like ?)",
          mark + "%");
      update("delete from privacy_request where cid like ?", mark + "%");
    }
  }

  /** Erasures of long ago. */
  private static void open(String cid, String services, int count) {
    update(
        "insert into privacy_request (id, kind, cid, cids, services, state, requested_at)"
            + " select gen_random_uuid(), 'erase', ? || '-' || n, array[? || '-' || n], ?::text[],"
            + " 'open', timestamptz '2000-01-01 00:00Z' + n * interval '1 second'"
            + " from generate_series(1, ?) as n",
        cid,
        cid,
        services,
        count);
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
}
