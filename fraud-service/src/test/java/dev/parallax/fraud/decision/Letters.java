package dev.parallax.fraud.decision;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Dead letters. */
final class Letters {
  private Letters() {}

  /** Why the transaction with this id was put aside; null when it was not. */
  static String reasonOf(String id) {
    List<String> reasons = reasons(Topics.TRANSACTIONS, id);
    return reasons.isEmpty() ? null : reasons.getFirst();
  }

  /** Why records of a topic that hold this id were put aside. */
  static List<String> reasons(String of, String id) {
    List<String> reasons = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", RealKafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      String topic = Topics.deadLetter(of);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> letter : consumer.poll(Duration.ofMillis(200))) {
          if (letter.value() != null && letter.value().contains(id)) {
            reasons.add(
                new String(
                    letter.headers().lastHeader("dlq_reason").value(), StandardCharsets.UTF_8));
          }
        }
      }
      return reasons;
    }
  }
}
