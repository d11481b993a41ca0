package dev.parallax.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.log.LogConfig;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs, models, and what callers see. */
@QuarkusTest
@WithRealServers
class KitComponentTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Inject Jobs jobs;
  @Inject LogProducer log;
  @Inject ModelRegistry registry;
  @Inject Champions champions;
  @Inject KitApplication.CountingJob counting;
  @Inject AgroalDataSource store;

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
  void aJobThatFailsHalfWayKeepsWhatItHadDone() {
    Job job = jobs.submit("count", params(10).put("failAt", 4));
    await().until(() -> jobs.find(job.id()).orElseThrow().finished());
    Job failed = jobs.find(job.id()).orElseThrow();
    assertThat(failed.error()).isEqualTo("failAt must not be reached");
    assertThat(failed.result()).isEqualTo(EventJson.mapper().createObjectNode().put("counted", 4));
  }

  @Test
  void aJobWhoseNeedsAreAwayWaitsAndDoesNotCountThatAsACrash() throws SQLException {
    Job job = jobs.submit("count", params(10).put("waits", 1));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> "waiting for the counter".equals(jobs.find(job.id()).orElseThrow().message()));
    try (var connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        var row =
            connection
                .createStatement()
                .executeQuery("select attempts from job where id = '" + job.id() + "'")) {
      row.next();
      assertThat(row.getInt(1)).isZero();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> jobs.find(job.id()).orElseThrow().finished());
    assertThat(jobs.find(job.id()).orElseThrow().result().path("counted").asInt()).isEqualTo(10);
  }

  @Test
  void anUrgentJobDoesNotWaitBehindThoseThatHoldAllThreads() {
    Job held = jobs.submit("count", params(1).put("held", true));
    try {
      await().until(() -> jobs.find(held.id()).orElseThrow().state() == Job.State.RUNNING);
      Job urgent = jobs.submit("urgent", params(0));
      await().until(() -> jobs.find(urgent.id()).orElseThrow().finished());
      assertThat(jobs.find(held.id()).orElseThrow().state()).isEqualTo(Job.State.RUNNING);
    } finally {
      counting.release();
    }
  }

  @Test
  void aJobThatALongTransactionQueuesStartsWhenThatHasCommitted() {
    long waited = 0;
    for (int i = 0; i < 5; i++) {
      String id =
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    Job job = jobs.submit("urgent", params(0));
                    Sql.list(store, row -> 0, "select pg_sleep(0.2)"); // Who looks sees nothing.
                    return job.id();
                  });
      long began = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(10))
          .until(() -> jobs.find(id).orElseThrow().finished());
      waited += System.nanoTime() - began;
    }
    assertThat(Duration.ofNanos(waited)).as("five waits").isLessThan(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overflow", "missing"})
  void aJobThatDiesOfAnErrorFailsAtOnceAndSaysSo(String error) {
    Job job = jobs.submit("count", params(10).put("error", error));
    await().until(() -> jobs.find(job.id()).orElseThrow().finished());
    assertThat(jobs.find(job.id()).orElseThrow().error()).contains("logged under this job's id");
  }

  @Test
  void aJobThatRunsOutOfMemoryIsLeftToTheMachineAndTakenUpByTheNextStart() {
    CompletableFuture<Throwable> reached = new CompletableFuture<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> reached.complete(thrown));
    Job job = jobs.submit("count", params(10).put("error", "memory"));
    try {
      assertThat(reached)
          .succeedsWithin(Duration.ofSeconds(20))
          .isInstanceOf(OutOfMemoryError.class);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(jobs.find(job.id()).orElseThrow().finished()).isFalse();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> jobs.find(job.id()).orElseThrow().finished());
    assertThat(jobs.find(job.id()).orElseThrow().error()).isNull();
  }

  @Test
  void whatTheLogCanNeverTakeIsNoOutageThatAWaitWouldEnd() {
    var record =
        new ProducerRecord<String, byte[]>(
            Topics.FEEDBACK, "k", new byte[LogConfig.LARGEST_RECORD_BYTES + 1]);
    assertThatThrownBy(() -> log.sendAll(List.of(record)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8388608 bytes");
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

  @Test
  void aModelThatDidWorseInServiceIsOutForGoodAndItsCardSaysWhy() {
    String before = store("songs", "before", true);
    String worse = store("songs", "worse", true);
    assertThat(registry.newest("songs").orElseThrow().id()).isEqualTo(worse);
    registry.promote(worse);
    registry.promote(before);
    registry.reject(worse, "Rolled back.");
    assertThat(registry.champion("songs").orElseThrow().id()).isEqualTo(before);
    assertThat(registry.find(worse).orElseThrow().card().evaluation())
        .isEqualTo("none Rolled back.");
    given()
        .header("Authorization", TestTokens.bearer("admin"))
        .post("/v1/models/{id}/promote", worse)
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:parallax:problem:model-rejected"));
  }

  @Test
  void modelsOfANameAreDeletedTogetherAndOthersStay() {
    String kept = store("kept", true);
    String first = store("poems", "first", true);
    String second = store("poems", "second", false);
    registry.promote(first);
    assertThat(registry.delete("poems")).isEqualTo(2);
    assertThat(registry.champion("poems")).isEmpty();
    assertThat(registry.artifact(first)).isEmpty();
    assertThat(registry.find(second)).isEmpty();
    assertThat(registry.find(kept)).isPresent();
    assertThat(registry.delete("poems")).isZero();
  }

  @Test
  void whoMayPromoteAModelIsASettingOfTheService() {
    String model = store("fourth", true);
    given()
        .header("Authorization", TestTokens.bearer("fraud-analyst"))
        .post("/v1/models/{id}/promote", model)
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:parallax:problem:forbidden"));
    given()
        .header("Authorization", TestTokens.bearer("analyst"))
        .post("/v1/models/{id}/promote", model)
        .then()
        .statusCode(200)
        .body("state", equalTo("champion"));
  }

  private String store(String text, boolean better) {
    return store("words", text, better);
  }

  private String store(String name, String text, boolean better) {
    return registry.store(
        name,
        new ModelCard("words", 1, NOON, NOON, 1, "none", Map.of("x", 1.0), Map.of("x", 0.5), null),
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        better);
  }

  private static ObjectNode params(int to) {
    return EventJson.mapper().createObjectNode().put("to", to);
  }
}
