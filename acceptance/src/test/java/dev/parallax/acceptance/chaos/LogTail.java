package dev.parallax.acceptance.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What came to a topic since this was made. */
final class LogTail {
  private final String broker;
  private final Map<TopicPartition, Long> from;

  LogTail(String broker, List<String> topics) {
    this.broker = broker;
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      this.from = new HashMap<>(consumer.endOffsets(partitions));
    }
  }

  /** The ids of a topic's records that have a mark in them, in the order of each partition. */
  List<String> ids(String topic, String mark) {
    List<String> ids = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          from.keySet().stream().filter(p -> p.topic().equals(topic)).toList();
      consumer.assign(partitions);
      partitions.forEach(p -> consumer.seek(p, from.get(p)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          String id =
              new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
          if (id.contains(mark)) {
            ids.add(id.substring(id.indexOf(mark)));
          }
        }
      }
    }
    return ids;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
