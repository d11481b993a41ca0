package dev.parallax.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What comes to some topics of the running suite from now on. Not thread-safe. */
final class TopicTail implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  TopicTail(Suite suite, String... topics) throws IOException {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + suite.process("kafka").port(),
                "enable.auto.commit",
                "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Whether such a record has come by now. */
  boolean has(Predicate<ConsumerRecord<String, byte[]>> condition) {
    consumer.poll(Duration.ofMillis(20)).forEach(seen::add);
    return seen.stream().anyMatch(condition);
  }

  /** The value of a record that is no tombstone. */
  static JsonNode json(ConsumerRecord<String, byte[]> record) {
    try {
      return SuiteClient.JSON.readTree(record.value());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
