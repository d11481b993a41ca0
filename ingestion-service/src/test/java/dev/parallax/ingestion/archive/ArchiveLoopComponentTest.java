package dev.parallax.ingestion.archive;

import static dev.parallax.ingestion.archive.Duck.duck;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.RealS3;
import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.ingestion.bucket.TestBuckets;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive's reader by itself, on topics of its own. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ArchiveLoopComponentTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  private final String unique = Long.toString(System.nanoTime(), 36);

  @Inject ArchiveStore store;
  @Inject ArchiveKeeper keeper;
  @Inject LateEvents late;
  @Inject Erasures erasures;

  @Test
  void howeverOftenAReplicaIsKilledEveryEventIsInTheArchiveExactlyOnce(@TempDir Path directory)
      throws Exception {
    String topic = "archived-" + unique;
    int events = 8_000;
    create(topic);
    send(topic, events);
    Random chance = new Random(7);
    FolderPlace folder = new FolderPlace(directory);
    List<ArchiveLoop> readers = new ArrayList<>();
    int deaths = 0;
    for (int round = 0; stored(topic) < events; round++) {
      assertThat(round).as("rounds").isLessThan(200);
      Mortal place = new Mortal(folder, 1 + chance.nextInt(12));
      ArchiveLoop reader = loop(topic, place, directory);
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
    create(topic);
    send(topic, 1_000);
    Mortal dying = new Mortal(place, 3);
    ArchiveLoop first = loop(topic, dying, directory);
    first.start();
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(30))
        .until(dying::isDead);
    first.stop(Duration.ofSeconds(5));
    ArchiveLoop second = loop(topic, place, directory);
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
    try (KafkaProducer<String, byte[]> producer = producer()) {
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

  private static void create(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
    }
  }

  /** Of a consumer that reads from the beginning. */
  static Map<String, Object> settings(String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, RealKafka.bootstrapServers());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 300);
    return settings;
  }

  @Test
  void whatWasReceivedBeforeAnErasureAndComesAfterItStaysOut(@TempDir Path directory)
      throws Exception {
    String topic = "archived-" + unique;
    create(topic);
    String gone = pseudonyms.customer("gone" + unique);
    String other = pseudonyms.customer("other" + unique);
    Instant erasedAt = Instant.now();
    QuarkusTransaction.requiringNew().run(() -> erasures.mark(Set.of(gone), erasedAt));
    String merge = CloudEvents.type(IdentitiesMerged.class);
    try (KafkaProducer<String, byte[]> producer = producer()) {
      for (int second : List.of(-60, 0, 60)) {
        String received = erasedAt.plusSeconds(second).toString();
        for (String cid : List.of(gone, other)) {
          send(
              producer,
              topic,
              "track",
              cid,
              "{'cid':'" + cid + "','receivedAt':'" + received + "'}");
        }
        send(
            producer,
            topic,
            merge,
            other,
            "{'from':'%s','into':'%s','occurredAt':'2020-01-01T00:00:00Z','recordedAt':'%s'}"
                .formatted(other, gone, received));
      }
    }
    ArchiveLoop reader = loop(topic, new FolderPlace(directory), directory);
    reader.start();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> stored(topic) == 9);
    reader.stop(Duration.ofSeconds(5));
    keeper.finish(new FolderPlace(directory), Instant.now().plusSeconds(60));
    String all = "from read_parquet('" + directory + "/topic=*/date=*/hour=*/*.parquet')";
    assertThat(duck("select count(*) " + all + " where key = '" + other + "' and type = 'track'"))
        .isEqualTo("3");
    assertThat(
            duck(
                "select string_agg(type || received_at, ' ' order by type) "
                    + all
                    + " where payload like '%"
                    + gone
                    + "%'"))
        .as("what the stranger does since")
        .isEqualTo(
            duck(
                "select string_agg(t || received_at, ' ' order by t) from (select distinct received_at "
                    + all
                    + " where key = '"
                    + other
                    + "' and type = 'track' and received_at > timestamptz '"
                    + erasedAt
                    + "' + interval 1 second) cross join (values ('track'), ('"
                    + merge
                    + "')) as types(t)"));
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, String topic, String type, String key, String json) {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
    record.headers().add("ce_id", "e".getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    producer.send(record);
  }

  private ArchiveLoop loop(String topic, ArchivePlace place, Path directory) {
    return new ArchiveLoop(List.of(topic), settings(topic), place, store, late, config(directory));
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            RealKafka.bootstrapServers(),
            // The leaders of a topic that was just made are not known everywhere yet.
            "max.in.flight.requests.per.connection",
            1),
        new StringSerializer(),
        new ByteArraySerializer());
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
}
