package dev.parallax.ingestion.archive;

import static dev.parallax.ingestion.Callers.shop;

import dev.parallax.kit.testing.RealKafka;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests of the archive's reader have in common: topics of their own, and files soon. */
final class Archiving {
  private Archiving() {}

  static void send(String topic, int events) {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      send(producer, topic, events);
    }
  }

  /** Each in a batch of its own: a consumer may then be made to fetch them one by one. */
  static void sendOneByOne(String topic, int events) {
    try (KafkaProducer<String, byte[]> producer = producer(0)) {
      send(producer, topic, events);
    }
  }

  private static void send(KafkaProducer<String, byte[]> producer, String topic, int events) {
    for (int i = 0; i < events; i++) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(
              topic, "c_" + i % 97, ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
      record.headers().add("ce_id", ("e" + i).getBytes(StandardCharsets.UTF_8));
      producer.send(record);
    }
  }

  /** A customer's event, by the door of events. */
  static void track(String customer, String messageId) {
    shop()
        .body(
            "{\"userId\":\"%s\",\"event\":\"Archived\",\"messageId\":\"%s\"}"
                .formatted(customer, messageId))
        .post("/v1/track")
        .then()
        .statusCode(200);
  }

  static void create(String topic) throws Exception {
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

  static KafkaProducer<String, byte[]> producer() {
    return producer(16 * 1024);
  }

  private static KafkaProducer<String, byte[]> producer(int batchBytes) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            RealKafka.bootstrapServers(),
            "batch.size",
            batchBytes,
            // The leaders of a topic that was just made are not known everywhere yet.
            "max.in.flight.requests.per.connection",
            1),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  static ArchiveConfig config(Path directory, int perSecond) {
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
        return perSecond;
      }

      @Override
      public MemorySize rollBytes() {
        return new MemorySize(BigInteger.valueOf(4_000));
      }
    };
  }
}
