package dev.parallax.ingestion.archive;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.Log;
import dev.parallax.ingestion.RealS3;
import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.ingestion.bucket.TestBuckets;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as DuckDB sees it. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ArchiveComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = Long.toString(System.nanoTime(), 36);

  @Inject Archive archive;
  @Inject ArchiveErasure erasure;
  @Inject ArchiveStore store;
  @Inject ArchiveKeeper keeper;
  @Inject Jobs jobs;

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
    try (KafkaConsumer<String, byte[]> listener =
        new KafkaConsumer<>(
            settings(service + "-" + Topics.CUSTOMER_EVENTS),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      listener.subscribe(List.of(Topics.CUSTOMER_EVENTS));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !listener.poll(Duration.ofMillis(200)).isEmpty());
      listener.commitSync();
    }
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

  private static ValidatableResponse replay(String service, Instant from) {
    return staff("admin")
        .contentType("application/json")
        .body(
            "{\"topic\":\"customer-events\",\"from\":\"%s\",\"service\":\"%s\"}"
                .formatted(from, service))
        .post("/v1/replays")
        .then();
  }

  @Test
  void howeverOftenAReplicaIsKilledEveryEventIsInTheArchiveExactlyOnce(@TempDir Path directory)
      throws Exception {
    String topic = "archived-" + unique;
    int events = 8_000;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    }
    send(topic, events);
    Random chance = new Random(7);
    FolderPlace folder = new FolderPlace(directory);
    List<ArchiveLoop> readers = new ArrayList<>();
    int deaths = 0;
    for (int round = 0; stored(topic) < events; round++) {
      assertThat(round).as("rounds").isLessThan(200);
      Mortal place = new Mortal(folder, 1 + chance.nextInt(12));
      ArchiveLoop reader =
          new ArchiveLoop(List.of(topic), settings(topic), place, store, config(directory));
      reader.start();
      readers.add(reader);
      Awaitility.await()
          .dontCatchUncaughtExceptions() // Of those that are killed.
          .atMost(Duration.ofSeconds(30))
          .until(() -> place.isDead() || stored(topic) == events);
      deaths += place.isDead() ? 1 : 0;
      if (chance.nextInt(3) > 0) { // Else the next one begins while this one still reads.
        reader.stop(Duration.ofSeconds(5));
      }
    }
    readers.forEach(reader -> reader.stop(Duration.ofSeconds(5)));
    keeper.finish(folder, Instant.now().plusSeconds(60));
    assertThat(deaths).as("replicas that died").isGreaterThan(4);
    String all = "from read_parquet('" + directory + "/topic=*/date=*/hour=*/*.parquet')";
    assertThat(duck("select count(*) " + all)).isEqualTo(Integer.toString(events));
    assertThat(duck("select count(distinct event_id) " + all)).isEqualTo(Integer.toString(events));
    assertThat(duck("select sum(json_extract(payload, '$.n')::bigint) " + all))
        .isEqualTo(
            BigInteger.valueOf(events)
                .multiply(BigInteger.valueOf(events - 1))
                .shiftRight(1)
                .toString());
  }

  @Test
  void aBucketHoldsTheSameArchiveAsAFolder(@TempDir Path directory) throws Exception {
    Buckets buckets = TestBuckets.open();
    BucketPlace place =
        new BucketPlace(buckets, RealS3.ARCHIVE, unique + "/", directory.resolve("work"));
    String topic = "archived-" + unique;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    }
    send(topic, 1_000);
    Mortal dying = new Mortal(place, 3);
    ArchiveLoop first =
        new ArchiveLoop(List.of(topic), settings(topic), dying, store, config(directory));
    first.start();
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(30))
        .until(dying::isDead);
    first.stop(Duration.ofSeconds(5));
    ArchiveLoop second =
        new ArchiveLoop(List.of(topic), settings(topic), place, store, config(directory));
    second.start();
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(30))
        .until(() -> stored(topic) == 1_000);
    second.stop(Duration.ofSeconds(5));
    keeper.finish(place, Instant.now().plusSeconds(60));
    for (Buckets.Found object : buckets.list(RealS3.ARCHIVE, unique + "/topic=")) {
      java.nio.file.Files.move(
          place.fetch(object.key().substring(unique.length() + 1)),
          directory.resolve(object.version().replace("\"", "") + ".parquet"));
    }
    String all = "from read_parquet('" + directory + "/*.parquet')";
    assertThat(duck("select count(*) || ' ' || count(distinct event_id) " + all))
        .isEqualTo("1000 1000");
  }

  private static void send(String topic, int events) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                RealKafka.bootstrapServers(),
                // The leaders of a topic that was just made are not known everywhere yet.
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < events; i++) {
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(
                topic, "c_" + i % 97, ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_id", ("e" + i).getBytes(StandardCharsets.UTF_8));
        producer.send(record);
      }
    }
  }

  private long stored(String topic) {
    return store.offsets(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, Object> settings(String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, RealKafka.bootstrapServers());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 300);
    return settings;
  }

  private static ArchiveConfig config(Path directory) {
    return new ArchiveConfig() {
      @Override
      public Optional<Path> directory() {
        return Optional.of(directory);
      }

      @Override
      public Optional<String> bucket() {
        return Optional.empty();
      }

      @Override
      public String prefix() {
        return "";
      }

      @Override
      public Path work() {
        return directory;
      }

      @Override
      public Duration rollAfter() {
        return Duration.ofMillis(200);
      }

      @Override
      public int perSecond() {
        return 1_000_000;
      }

      @Override
      public MemorySize rollBytes() {
        return new MemorySize(BigInteger.valueOf(4_000));
      }
    };
  }

  private static String duck(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** A replica that is killed at its n-th step; what it had open stays as it was. */
  private static final class Mortal implements ArchivePlace {
    private final ArchivePlace place;
    private int life;

    private Mortal(ArchivePlace place, int life) {
      this.place = place;
      this.life = life;
    }

    private static final class Killed extends Error {
      private static final long serialVersionUID = 1L;
    }

    synchronized boolean isDead() {
      return life <= 0;
    }

    private synchronized void step() {
      if (--life <= 0) {
        throw new Killed();
      }
    }

    @Override
    public Path draft(String id) throws IOException {
      return place.draft(id);
    }

    @Override
    public void stage(String id) throws IOException {
      step();
      place.stage(id);
      step();
    }

    @Override
    public void publish(String id, String path) throws IOException {
      step();
      place.publish(id, path);
      step();
    }

    @Override
    public void discard(String id) {
      // A killed process tidies nothing.
    }

    @Override
    public List<String> abandoned(Instant before) throws IOException {
      return place.abandoned(before);
    }

    @Override
    public Path fetch(String path) throws IOException {
      return place.fetch(path);
    }

    @Override
    public void release(Path fetched) throws IOException {
      place.release(fetched);
    }
  }
}
