package dev.parallax.kit;

import static dev.parallax.kit.Feedback.feedback;
import static dev.parallax.kit.Feedback.header;
import static dev.parallax.kit.Feedback.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogConfig;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Events in and out: once each, whatever is away meanwhile. */
@QuarkusTest
@WithRealServers
class ConsumeComponentTest {
  @Inject LogProducer log;
  @Inject KitApplication.FeedbackConsumer consumer;

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
