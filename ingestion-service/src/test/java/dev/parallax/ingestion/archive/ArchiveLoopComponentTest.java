package dev.parallax.ingestion.archive;

import static dev.parallax.ingestion.archive.Duck.duck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.RealS3;
import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.ingestion.bucket.TestBuckets;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
  @Inject ArchiveGaps gaps;
  @Inject Erasures erasures;

  @Test
  void howeverOftenAReplicaIsKilledEveryEventIsInTheArchiveExactlyOnce(@TempDir Path directory)
      throws Exception {
    String topic = "archived-" + unique;
    int events = 8_000;
    Archiving.create(topic);
    Archiving.send(topic, events);
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
    Path work = directory.resolve("work");
    BucketPlace place = new BucketPlace(buckets, RealS3.ARCHIVE, unique + "/", work);
    String topic = "archived-" + unique;
    Archiving.create(topic);
    Archiving.send(topic, 1_000);
    for (int life : List.of(1, 3)) { // While it writes, and before it publishes.
      Mortal dying = new Mortal(place, life);
      ArchiveLoop reader = loop(topic, dying, directory);
      reader.start();
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .atMost(Duration.ofSeconds(30))
          .until(dying::isDead);
      reader.stop(Duration.ofSeconds(5));
    }
    ArchiveLoop second = loop(topic, place, directory);
    second.start();
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(30))
        .until(() -> stored(topic) == 1_000);
    second.stop(Duration.ofSeconds(5));
    keeper.finish(place, Instant.now().plusSeconds(60));
    for (Buckets.Found object : buckets.list(RealS3.ARCHIVE, unique + "/topic=")) {
      Files.move(
          place.fetch(object.key().substring(unique.length() + 1)).orElseThrow(),
          directory.resolve(object.version().replace("\"", "") + ".parquet"));
    }
    String all = "from read_parquet('" + directory + "/*.parquet')";
    assertThat(duck("select count(*) || ' ' || count(distinct event_id) " + all))
        .isEqualTo("1000 1000");
    assertThat(work).as("left behind by those that died").isNotEmptyDirectory();
    keeper.sweep(place, Instant.now().minusSeconds(60));
    assertThat(work).as("what others may still be at").isNotEmptyDirectory();
    keeper.sweep(place, Instant.now().plusSeconds(60));
    assertThat(work).isEmptyDirectory();
    assertThat(buckets.list(RealS3.ARCHIVE, unique + "/_drafts/")).isEmpty();
  }

  @Test
  void ofABucketWhatIsPublishedStaysSoAndWhatIsDeletedIsNotThere(@TempDir Path work)
      throws Exception {
    BucketPlace place = new BucketPlace(TestBuckets.open(), RealS3.ARCHIVE, unique + "/", work);
    assertThatThrownBy(() -> place.publish("draft", "file"))
        .isInstanceOf(NoSuchFileException.class);
    Files.writeString(place.draft("draft"), "content");
    place.stage("draft");
    place.publish("draft", "file");
    place.publish("draft", "file"); // By a replica that was not told.

    Path fetched = place.fetch("file").orElseThrow();
    assertThat(fetched).hasContent("content");
    place.release(fetched);
    assertThat(place.fetch("deleted")).isEmpty();
    assertThat(work).isEmptyDirectory();
    BucketPlace away = new BucketPlace(TestBuckets.open(), "away-" + unique, "", work);
    assertThatThrownBy(() -> away.fetch("file"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoSuchFileException.class);
  }

  private long stored(String topic) {
    return store.offsets(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void whatWasReceivedBeforeAnErasureAndComesAfterItStaysOut(@TempDir Path directory)
      throws Exception {
    String topic = "archived-" + unique;
    Archiving.create(topic);
    String gone = pseudonyms.customer("gone" + unique);
    String other = pseudonyms.customer("other" + unique);
    Instant erasedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    QuarkusTransaction.requiringNew().run(() -> erasures.mark(Set.of(gone), erasedAt));
    String merge = CloudEvents.type(IdentitiesMerged.class);
    try (KafkaProducer<String, byte[]> producer = Archiving.producer()) {
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
    return new ArchiveLoop(
        List.of(topic),
        Archiving.settings(topic),
        place,
        store,
        late,
        gaps,
        Archiving.config(directory, 1_000_000));
  }
}
