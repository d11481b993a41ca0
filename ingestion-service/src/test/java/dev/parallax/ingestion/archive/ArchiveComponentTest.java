package dev.parallax.ingestion.archive;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static dev.parallax.ingestion.Callers.update;
import static dev.parallax.ingestion.archive.Duck.duck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.spool.HeldDrain;
import dev.parallax.ingestion.spool.Spool;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The archive as DuckDB sees it. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ArchiveComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = Long.toString(System.nanoTime(), 36);

  @Inject Archive archive;
  @Inject ArchiveErasure erasure;
  @Inject Jobs jobs;
  @Inject Spool spool;

  @Test
  void whatWasAcceptedIsInTheArchiveOnceAndAnErasedCustomerIsNot() throws Exception {
    String gone = pseudonyms.customer("gone" + unique);
    for (int i = 0; i < 3; i++) {
      for (String user : List.of("gone", "stays")) {
        shop()
            .body(
                "{\"userId\":\"%2$s%1$s\",\"event\":\"Archived %1$s\",\"messageId\":\"%2$s-%1$s-%3$d\"}"
                    .formatted(unique, user, i))
            .post("/v1/track")
            .then()
            .statusCode(200);
      }
    }
    assertThat(archive.flush(List.of(Topics.CUSTOMER_EVENTS), Duration.ofSeconds(20))).isTrue();
    String events =
        "from read_parquet('%s/topic=*/date=*/hour=*/*.parquet', hive_partitioning = true)"
            .formatted(IngestionSettings.ARCHIVE);
    String mine = events + " where topic = 'customer-events' and name = 'Archived " + unique + "'";
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> duck("select count(*) " + mine).equals("6"));
    assertThat(duck("select count(distinct event_id) " + mine)).isEqualTo("6");
    assertThat(duck("select count(*) " + mine + " and cid = '" + gone + "'")).isEqualTo("3");
    assertThat(duck("select min(source) " + mine)).isEqualTo("shop");
    assertThat(
            duck(
                "select bool_and(occurred_at <= kafka_time + interval 1 second"
                    + " and received_at <= kafka_time + interval 1 second"
                    + " and json_extract_string(payload, '$.cid') = cid) "
                    + mine))
        .isEqualTo("true");
    assertThat(
            duck(
                "select count(*) "
                    + events
                    + " where event_id is null and topic = 'customer-events'"))
        .isEqualTo("0");

    Job job = erasure.erase(Set.of(gone)).orElseThrow();
    Job done =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> jobs.find(job.id()).orElseThrow(), Job::finished);
    JsonNode result = EventJson.mapper().valueToTree(done.result());
    assertThat(done.error()).isNull();
    assertThat(result.path("events").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(duck("select count(*) " + events + " where payload like '%" + gone + "%'"))
        .isEqualTo("0");
    assertThat(duck("select count(*) " + mine)).isEqualTo("3");
  }

  @Test
  void aReplaySendsATimeOfTheArchiveToOneServiceInOrderAndToNobodyElse() throws Exception {
    String service = "listener";
    Instant from = Instant.now().minusSeconds(1);
    for (int i = 0; i < 20; i++) {
      shop()
          .body(
              "{\"userId\":\"r%1$s\",\"event\":\"Replayed %1$s\",\"messageId\":\"r-%1$s-%2$d\"}"
                  .formatted(unique, i))
          .post("/v1/track")
          .then()
          .statusCode(200);
    }
    int before = Log.read(Topics.CUSTOMER_EVENTS).size();
    replay(service, from).statusCode(400).body("errors[0].field", equalTo("service"));
    listen(service, Topics.CUSTOMER_EVENTS);
    Job job = jobs.find(replay(service, from).statusCode(202).extract().path("id")).orElseThrow();
    Job done =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> jobs.find(job.id()).orElseThrow(), Job::finished);
    assertThat(done.error()).isNull();
    List<ConsumerRecord<String, byte[]>> sent =
        Log.read(Topics.replay(Topics.CUSTOMER_EVENTS, service)).stream()
            .filter(r -> ("Replayed " + unique).equals(Log.json(r).path("name").asText()))
            .toList();
    assertThat(sent)
        .extracting(r -> Log.header(r, "ce_id"))
        .containsExactlyElementsOf(
            IntStream.range(0, 20).mapToObj(i -> "shop:r-" + unique + "-" + i).toList());
    assertThat(sent)
        .extracting(r -> Log.header(r, "replayed_from"))
        .containsExactlyElementsOf(
            Log.read(Topics.CUSTOMER_EVENTS).stream()
                .filter(r -> ("Replayed " + unique).equals(Log.json(r).path("name").asText()))
                .map(r -> r.partition() + "-" + r.offset() + "-" + r.timestamp())
                .toList());
    assertThat(sent).allMatch(r -> r.key().equals(pseudonyms.customer("r" + unique)));
    assertThat(Log.read(Topics.CUSTOMER_EVENTS)).as("the topic itself").hasSize(before);
    staff("admin")
        .contentType("application/json")
        .body(
            "{\"topic\":\"customer-events\",\"from\":\"1999-01-01T00:00:00Z\",\"service\":\"listener\"}")
        .post("/v1/replays")
        .then()
        .statusCode(400)
        .body("errors[0].message", containsString("lost must be true"));
    staff("analyst")
        .contentType("application/json")
        .body("{}")
        .post("/v1/replays")
        .then()
        .statusCode(403);
  }

  /** Has a group of its own for the topic, as a service that reads it. */
  private static void listen(String service, String topic) {
    try (KafkaConsumer<String, byte[]> listener =
        new KafkaConsumer<>(
            Archiving.settings(service + "-" + topic),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      listener.subscribe(List.of(topic));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !listener.poll(Duration.ofMillis(200)).isEmpty());
      listener.commitSync();
    }
  }

  @Test
  void aReplayUntilNowHasWhatWaitsForTheBrokerAndFilesThatNobodySeesYet() throws Exception {
    String service = "later";
    Instant from = Instant.now().minusSeconds(1);
    until("deleted");
    Files.delete(archived("deleted"));
    until("hidden");
    listen(service, Topics.CUSTOMER_EVENTS);
    Path hidden = archived("hidden");
    Path directory = Path.of(IngestionSettings.ARCHIVE);
    Files.move(hidden, directory.resolve("_drafts").resolve(unique));
    update( // As a replica leaves it that dies before it publishes; nobody else does it meanwhile.
        "update archive_file set draft = ?, created_at = now() + interval '1 hour' where path = ?",
        unique,
        directory.toAbsolutePath().relativize(hidden.toAbsolutePath()).toString());
    Job job;
    try (Connection drain = HeldDrain.hold()) {
      update("update spool_state set open = true, opened_at = clock_timestamp()");
      Awaitility.await().until(() -> spool.state().open());
      until("spooled");
      assertThat(drain.isClosed()).isFalse();
      job = jobs.find(replay(service, from).statusCode(202).extract().path("id")).orElseThrow();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> jobs.find(job.id()).orElseThrow().message(),
              containsString("waiting for what was accepted"));
    }
    Job done =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> jobs.find(job.id()).orElseThrow(), Job::finished);
    assertThat(done.error()).isNull();
    assertThat(EventJson.mapper().valueToTree(done.result()).path("missing").asInt()).isOne();
    assertThat(Log.read(Topics.replay(Topics.CUSTOMER_EVENTS, service)))
        .extracting(r -> Log.header(r, "ce_id"))
        .filteredOn(id -> id.startsWith("shop:until-" + unique))
        .containsExactlyInAnyOrder(
            "shop:until-" + unique + "-hidden", "shop:until-" + unique + "-spooled");
  }

  private void until(String id) {
    Archiving.track("until" + unique, "until-" + unique + "-" + id);
  }

  /** The file an event of the customer {@code until} has come to. */
  private Path archived(String id) throws Exception {
    assertThat(archive.flush(List.of(Topics.CUSTOMER_EVENTS), Duration.ofSeconds(20))).isTrue();
    String file =
        "select min(filename) from read_parquet('%s/topic=customer-events/*/*/*.parquet', filename = true) where event_id = 'shop:until-%s-%s'"
            .formatted(IngestionSettings.ARCHIVE, unique, id);
    return Path.of(
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> duck(file), f -> f != null));
  }

  @Test
  void aServiceThatLostItsStoreIsToldWhomTheSuiteHasErased() {
    String service = "forgetful";
    String cid = pseudonyms.customer("erased" + unique);
    staff("privacy-officer")
        .contentType("application/json")
        .body("{\"cid\":\"" + cid + "\"}")
        .post("/v1/privacy/erasures")
        .then()
        .statusCode(202);
    listen(service, Topics.PRIVACY_REQUESTS);
    String asked =
        "{\"topic\":\"privacy-requests\",\"from\":\"%s\",\"service\":\"%s\",\"lost\":%s}";
    Instant from = Instant.now().minusSeconds(60);
    staff("admin")
        .contentType("application/json")
        .body(asked.formatted(from, service, false))
        .post("/v1/replays")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("lost"));

    String job =
        staff("admin")
            .contentType("application/json")
            .body(asked.formatted(from, service, true))
            .post("/v1/replays")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs.find(job).orElseThrow().finished());

    assertThat(Log.values(Topics.replay(Topics.PRIVACY_REQUESTS, service)))
        .filteredOn(request -> request.path("cid").asText().equals(cid))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.path("kind").asText()).isEqualToIgnoringCase("erase");
              assertThat(request.path("cids").toString()).contains(cid);
            });
  }

  private static ValidatableResponse replay(String service, Instant from) {
    return staff("admin")
        .contentType("application/json")
        .body(
            "{\"topic\":\"customer-events\",\"from\":\"%s\",\"service\":\"%s\"}"
                .formatted(from, service))
        .post("/v1/replays")
        .then();
  }
}
