package dev.parallax.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class KitComponentTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Inject LogProducer log;
  @Inject KitApplication.FeedbackConsumer consumer;
  @Inject Jobs jobs;
  @Inject ModelRegistry registry;
  @Inject Champions champions;

  @Test
  void aRepeatedEventIsAppliedOnceAndItsAnnouncementPublishedOnce() {
    String id = UUID.randomUUID().toString();
    log.sendAll(List.of(feedback(id, "fine"), feedback(id, "fine")));
    log.sendAll(List.of(feedback(id, "fine"), feedback(id + "-last", "fine")));

    await().until(() -> consumer.applied().contains(id + "-last"));
    assertThat(consumer.applied()).containsOnlyOnce(id);
    assertThat(read(Topics.IDENTITY_MERGES, "m-" + id + "-last"))
        .filteredOn(record -> header(record, "ce_id").equals("m-" + id))
        .hasSize(1)
        .allSatisfy(
            record -> {
              assertThat(header(record, "ce_type")).isEqualTo("dev.parallax.identities-merged");
              assertThat(header(record, "ce_source")).isEqualTo("/parallax/kit");
            });
  }

  @Test
  void whatCannotBeReadOrAppliedGoesToTheDeadLettersAndTheRestIsApplied() {
    String id = UUID.randomUUID().toString();
    log.sendAll(
        List.of(
            new ProducerRecord<>(
                Topics.FEEDBACK,
                "c_1",
                "{\"id\":".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            feedback(id + "-poison", "poison"),
            feedback(id, "fine")));

    await().until(() -> consumer.applied().contains(id));
    List<ConsumerRecord<String, byte[]>> letters =
        read(Topics.deadLetter(Topics.FEEDBACK), id + "-poison");
    assertThat(letters)
        .extracting(l -> header(l, "dlq_reason"))
        .anyMatch(r -> r.startsWith("not valid JSON"));
    assertThat(letters)
        .extracting(l -> header(l, "dlq_reason"))
        .contains("cannot be applied: IllegalStateException");
    assertThat(consumer.applied()).doesNotContain(id + "-poison");
  }

  @Test
  void anOutageOfTheDatabaseLosesNothingAndSendsNothingToTheDeadLetters() {
    String id = UUID.randomUUID().toString();
    RealPostgres.kill();
    log.sendAll(List.of(feedback(id, "fine")));
    RealPostgres.revive();

    await().atMost(Duration.ofSeconds(40)).until(() -> consumer.applied().contains(id));
  }

  @Test
  void aBrokerThatComesBackIsFoundAgain() {
    String id = UUID.randomUUID().toString();
    RealKafka.kill();
    RealKafka.revive();
    await()
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .untilAsserted(() -> log.sendAll(List.of(feedback(id, "fine"))));
    await().atMost(Duration.ofSeconds(40)).until(() -> consumer.applied().contains(id));
  }

  @Test
  void aJobRunsAndIsFollowedToItsEnd() {
    Job job = jobs.submit("count", params(10));
    await().until(() -> jobs.find(job.id()).orElseThrow().finished());
    given()
        .header("Authorization", TestTokens.bearer("analyst"))
        .get("/v1/jobs/{id}", job.id())
        .then()
        .statusCode(200)
        .body("state", equalTo("succeeded"))
        .body("result.counted", equalTo(10))
        .body("done", equalTo(10));
    given()
        .header("Authorization", TestTokens.bearer("analyst"))
        .get("/v1/jobs/{id}/progress", job.id())
        .then()
        .statusCode(200)
        .contentType("text/event-stream")
        .body(containsString("\"state\":\"succeeded\""));
  }

  @Test
  void aJobOfADeadReplicaIsTakenOverAtItsCheckpoint() throws SQLException {
    String id = jobs.newId();
    try (var connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        var insert =
            connection.prepareStatement(
                "insert into job (id, kind, state, params, checkpoint, owner, heartbeat_at, attempts, created_at)"
                    + " values (?, 'count', 'running', '{\"to\":10}', '{\"at\":7}', 'dead', now() - interval '1 hour',"
                    + " 1, now())")) {
      insert.setString(1, id);
      insert.executeUpdate();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> jobs.find(id).orElseThrow().finished());
    assertThat(jobs.find(id).orElseThrow().result().path("counted").asInt()).isEqualTo(3);
  }

  @Test
  void aJobThatCannotSucceedSaysWhy() {
    Job job = jobs.submit("count", params(0));
    await().until(() -> jobs.find(job.id()).orElseThrow().finished());
    assertThat(jobs.find(job.id()).orElseThrow().error()).isEqualTo("to must be 1 or more");
  }

  @Test
  void aPromotedModelServesWithinASecondAndTheOneBeforeRetires() {
    Champion<String> champion =
        champions.follow(
            "words", (model, bytes) -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    String first = store("first", true);
    registry.promote(first);
    await().until(() -> champion.current().map(c -> c.model().equals("first")).orElse(false));
    String second = store("second", true);
    registry.promote(second);
    await().until(() -> champion.current().map(c -> c.version().equals(second)).orElse(false));
    assertThat(registry.find(first).orElseThrow().state().wireName()).isEqualTo("retired");
    given()
        .header("Authorization", TestTokens.bearer("admin"))
        .post("/v1/models/{id}/promote", store("third", false))
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:model-rejected"));
  }

  private String store(String text, boolean better) {
    return registry.store(
        "words",
        new ModelCard("words", 1, NOON, NOON, 1, "none", Map.of("x", 1.0), Map.of("x", 0.5), null),
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        better);
  }

  private static ObjectNode params(int to) {
    return EventJson.mapper().createObjectNode().put("to", to);
  }

  private static ProducerRecord<String, byte[]> feedback(String id, String text) {
    return CloudEvents.record(
        Topics.FEEDBACK,
        new FeedbackGiven(
            id,
            "c_1",
            FeedbackGiven.Kind.COMMENT,
            null,
            null,
            null,
            null,
            text,
            "en",
            NOON,
            NOON,
            "test"),
        "test");
  }

  /** Everything on a topic, once a record with that event id is there. */
  private static List<ConsumerRecord<String, byte[]>> read(String topic, String lastId) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", RealKafka.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      reader.subscribe(List.of(topic));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                reader.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.stream().anyMatch(r -> lastId.equals(header(r, "ce_id")));
              });
    }
    return records;
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null
        ? ""
        : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
