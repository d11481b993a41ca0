package dev.parallax.ingestion.rights;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.privacy.SealedBox;
import dev.parallax.kit.pseudonym.Pseudonyms;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Tests of what is done with a person who is known; they answer as the other services would. */
abstract class KnownPerson {
  static final List<String> OTHERS =
      List.of("segmentation", "recommendation", "fraud", "experience");

  @Inject LogProducer log;
  @Inject Pseudonyms pseudonyms;
  @Inject Vault vault;

  String user;
  String cid;
  String visitor;

  @BeforeEach
  void somebodyIsKnown() {
    user = "user-" + UUID.randomUUID();
    cid = pseudonyms.customer(user);
    visitor = pseudonyms.anonymous("visitor-of-" + user);
    identify("gold");
  }

  void identify(String plan) {
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

  void refused() {
    shop()
        .body(Map.of("userId", user, "properties", Map.of("note", "kept for " + user)))
        .post("/v1/track")
        .then()
        .statusCode(400);
  }

  static String post(String what, Map<String, String> person) {
    return staff("privacy-officer")
        .contentType(ContentType.JSON)
        .body(person)
        .post("/v1/privacy/" + what)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  static JsonNode requested(String id) {
    return Log.await(Topics.PRIVACY_REQUESTS, value -> value.path("id").asText().equals(id))
        .getFirst();
  }

  /**
   * @param json null for the receipt of an erasure
   */
  void answer(JsonNode request, String service, String json) {
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
}
