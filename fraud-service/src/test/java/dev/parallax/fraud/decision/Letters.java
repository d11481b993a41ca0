package dev.parallax.fraud.decision;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The dead letters of transactions. */
final class Letters {
  private Letters() {}

  /** Why the transaction with this id was put aside; null when it was not. */
  static String reasonOf(String id) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", RealKafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      String topic = Topics.deadLetter(Topics.TRANSACTIONS);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> letter : consumer.poll(Duration.ofMillis(200))) {
          if (letter.value().contains(id)) {
            return new String(
                letter.headers().lastHeader("dlq_reason").value(), StandardCharsets.UTF_8);
          }
        }
      }
      return null;
    }
  }
}
