package dev.parallax.fraud.packaged;

import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.fraud.HandbookShop;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A month of a shop's payments, put on the log at once.
 *
 * @param prefix of the transactions' ids, so that two imports are not taken for repeats
 */
record BulkImport(String prefix, List<HandbookShop.Truth> truths) {

  /** Returns when the broker has them. */
  void publish() {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", RealKafka.bootstrapServers(), "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      truths.forEach(
          t -> producer.send(CloudEvents.record(Topics.TRANSACTIONS, t.recorded(prefix), "test")));
    }
  }

  /** How many of its decisions are stored. */
  long stored() {
    try (Connection connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        PreparedStatement count =
            connection.prepareStatement(
                "select count(*) from decision where starts_with(transaction_id, ?)")) {
      count.setString(1, prefix);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void awaitStored(Duration atMost) {
    await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> stored() >= truths.size());
  }

  /** How often each of its transactions was announced as decided on, by transaction id. */
  Map<String, Integer> announced() {
    Map<String, Integer> times = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                RealKafka.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.FRAUD_DECISIONS).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          String id = EventJson.read(record.value(), FraudDecided.class).transactionId();
          if (id.startsWith(prefix)) {
            times.merge(id, 1, Integer::sum);
          }
        }
      }
    }
    return times;
  }
}
