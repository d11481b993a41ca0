package dev.parallax.kit;

import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.testing.RealKafka;
import java.nio.charset.StandardCharsets;
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

/** Sends feedback, and reads what is on the log. */
final class Feedback {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Feedback() {}

  static ProducerRecord<String, byte[]> feedback(String id, String text) {
    return feedback(id, "c_1", text, NOON);
  }

  static ProducerRecord<String, byte[]> feedback(String id, String cid, Instant received) {
    return feedback(id, cid, "fine", received);
  }

  static ProducerRecord<String, byte[]> feedback(
      String id, String cid, String text, Instant received) {
    return CloudEvents.record(
        Topics.FEEDBACK,
        new FeedbackGiven(
            id,
            cid,
            FeedbackGiven.Kind.COMMENT,
            null,
            null,
            null,
            null,
            text,
            "en",
            NOON,
            received,
            "test"),
        "test");
  }

  /** Everything on a topic, once a record with that event id is there. */
  static List<ConsumerRecord<String, byte[]>> read(String topic, String lastId) {
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

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
