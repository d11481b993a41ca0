package dev.parallax.kit;

import static dev.parallax.kit.Feedback.NOON;
import static dev.parallax.kit.Feedback.feedback;
import static dev.parallax.kit.Feedback.header;
import static dev.parallax.kit.Feedback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.ReplayedFrom;
import dev.parallax.kit.log.LogConfig;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Events in and out: once each, whatever is away meanwhile. */
@QuarkusTest
@WithRealServers
class ConsumeComponentTest {
  @Inject LogProducer log;
  @Inject KitApplication.FeedbackConsumer consumer;
  @Inject KitApplication.CatalogConsumer catalog;

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
  void aReplayReachesOnlyItsServiceAndWhatThatKnowsCountsOnce() throws Exception {
    String id = UUID.randomUUID().toString();
    log.sendAll(List.of(feedback(id, "fine")));
    await().until(() -> consumer.applied().contains(id));
    String replay = Topics.replay(Topics.FEEDBACK, "kit");
    String others = Topics.replay(Topics.FEEDBACK, "other");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(new NewTopic(replay, 6, (short) 1), new NewTopic(others, 6, (short) 1)))
          .all()
          .get();
    }
    log.sendAll(
        List.of(
            to(others, feedback(id + "-other", "fine")),
            to(replay, feedback(id, "fine")),
            to(replay, feedback(id + "-new", "fine"))));

    await().atMost(Duration.ofSeconds(60)).until(() -> consumer.applied().contains(id + "-new"));
    log.sendAll(List.of(feedback(id + "-new", "fine"), feedback(id + "-last", "fine")));
    await().until(() -> consumer.applied().contains(id + "-last"));
    assertThat(consumer.applied()).containsOnlyOnce(id).containsOnlyOnce(id + "-new");
    assertThat(consumer.applied()).doesNotContain(id + "-other");
  }

  @Test
  void aTombstoneThatIsSentAgainDoesNotTakeAwayWhatCameBackAfterIt() throws Exception {
    String item = "item-" + UUID.randomUUID();
    log.sendAll(List.of(item(item, "old"), tombstone(item), item(item, "back")));
    await().until(() -> "back".equals(catalog.name(item)));
    List<ConsumerRecord<String, byte[]>> past =
        read(Topics.CATALOG, item + "-back").stream().filter(r -> item.equals(r.key())).toList();
    String replay = Topics.replay(Topics.CATALOG, "kit");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(replay, 6, (short) 1))).all().get();
    }
    List<ProducerRecord<String, byte[]>> again = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : past) {
      again.add(new ProducerRecord<>(replay, null, item, record.value(), record.headers()));
      new ReplayedFrom(record.partition(), record.offset(), record.timestamp())
          .stamp(again.getLast().headers());
    }
    again.add(to(replay, item(item + "-end", "end")));
    log.sendAll(again);

    await().atMost(Duration.ofSeconds(60)).until(() -> "end".equals(catalog.name(item + "-end")));
    await().until(() -> lagOf(replay) == 0);
    assertThat(past).hasSize(3);
    assertThat(catalog.name(item)).isEqualTo("back");
  }

  private static long lagOf(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin
              .listConsumerGroupOffsets("kit-" + Topics.CATALOG)
              .partitionsToOffsetAndMetadata()
              .get();
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (int partition = 0; partition < 6; partition++) {
        asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
      return admin.listOffsets(asked).all().get().entrySet().stream()
          .mapToLong(
              end ->
                  end.getValue().offset()
                      - (committed.get(end.getKey()) == null
                          ? 0
                          : committed.get(end.getKey()).offset()))
          .sum();
    }
  }

  private static ProducerRecord<String, byte[]> item(String item, String name) {
    return CloudEvents.record(
        Topics.CATALOG,
        new CatalogItemChanged(
            item + "-" + name, item, name, null, null, null, null, true, null, NOON, "test"),
        "test");
  }

  private static ProducerRecord<String, byte[]> tombstone(String item) {
    return new ProducerRecord<>(Topics.CATALOG, item, null);
  }

  private static ProducerRecord<String, byte[]> to(
      String topic, ProducerRecord<String, byte[]> record) {
    return new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
  }

  @Test
  void whatCannotBeReadOrAppliedGoesToTheDeadLettersAndTheRestIsApplied() {
    String id = UUID.randomUUID().toString();
    log.sendAll(
        List.of(
            new ProducerRecord<>(
                Topics.FEEDBACK, "c_1", "{\"id\":".getBytes(StandardCharsets.UTF_8)),
            feedback(id + "-poison", "poison"),
            feedback(id + "-refused", "refused"),
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
    assertThat(read(Topics.deadLetter(Topics.FEEDBACK), id + "-refused"))
        .extracting(l -> header(l, "dlq_reason"))
        .contains("text must be another");
    assertThat(consumer.applied()).doesNotContain(id + "-poison", id + "-refused");
  }

  @Test
  void anUnreadableRecordAsLargeAsRecordsMayBeIsPutAsideWhole() {
    String id = UUID.randomUUID().toString();
    byte[] value = new byte[LogConfig.LARGEST_RECORD_BYTES - 128];
    new Random(7).nextBytes(value);
    sendAsAStranger("none", id, value);
    log.sendAll(List.of(feedback(id + "-next", "fine")));

    assertThat(read(Topics.deadLetter(Topics.FEEDBACK), id))
        .filteredOn(letter -> header(letter, "ce_id").equals(id))
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(value));
    await().until(() -> consumer.applied().contains(id + "-next"));
  }

  @Test
  void anUnreadableRecordTooLargeForAnyLetterIsPutAsideWithoutItsValue() {
    String id = UUID.randomUUID().toString();
    sendAsAStranger("lz4", id, new byte[LogConfig.LARGEST_DEAD_LETTER_BYTES + 1]);
    log.sendAll(List.of(feedback(id + "-next", "fine")));

    assertThat(read(Topics.deadLetter(Topics.FEEDBACK), id))
        .filteredOn(letter -> header(letter, "ce_id").equals(id))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value()).isNull();
              assertThat(header(letter, "dlq_left_out")).isEqualTo("value");
              assertThat(header(letter, "dlq_reason")).startsWith("not valid JSON");
              assertThat(header(letter, "dlq_offset")).isNotEmpty();
            });
    await().until(() -> consumer.applied().contains(id + "-next"));
  }

  /** By a producer that is not ours and knows no limit but the topic's. */
  private static void sendAsAStranger(String compression, String id, byte[] value) {
    try (KafkaProducer<String, byte[]> stranger =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                RealKafka.bootstrapServers(),
                "compression.type",
                compression,
                "max.request.size",
                2 * LogConfig.LARGEST_RECORD_BYTES),
            new StringSerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.FEEDBACK, "c_1", value);
      record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
      assertThat(stranger.send(record)).succeedsWithin(Duration.ofSeconds(20));
    }
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
}
