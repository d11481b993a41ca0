package dev.parallax.ingestion.plan;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import dev.parallax.kit.log.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the log of customer events back: what all replicas took in, which is there after a restart
 * too and holds nothing personal.
 */
@ApplicationScoped
class RecentEvents {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final String servers;
  private final Clock clock;

  RecentEvents(@ConfigProperty(name = "kafka.bootstrap.servers") String servers, Clock clock) {
    this.servers = servers;
    this.clock = clock;
  }

  /**
   * Hands over each event of the time before now, the newest of them where there are too many.
   *
   * @param most events to read, about
   * @return how many were read
   * @throws LogUnavailableException when the broker does not answer
   */
  long read(Duration back, int most, Consumer<CustomerEvent> each) {
    try (KafkaConsumer<String, byte[]> log =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", servers,
                "enable.auto.commit", "false",
                "isolation.level", "read_committed",
                "default.api.timeout.ms", "15000"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      return read(log, back, most, each);
    } catch (KafkaException e) {
      throw new LogUnavailableException("the log cannot be read", e);
    }
  }

  private long read(
      KafkaConsumer<String, byte[]> log, Duration back, int most, Consumer<CustomerEvent> each) {
    List<TopicPartition> partitions =
        log.partitionsFor(Topics.CUSTOMER_EVENTS).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .collect(Collectors.toCollection(ArrayList::new));
    log.assign(partitions);
    Map<TopicPartition, Long> ends = log.endOffsets(partitions);
    seek(log, ends, back, Math.max(1, most / partitions.size()));
    long read = 0;
    long deadline = System.nanoTime() + SILENCE.toNanos();
    while (ends.entrySet().stream().anyMatch(end -> log.position(end.getKey()) < end.getValue())) {
      var records = log.poll(POLL);
      if (records.isEmpty() && System.nanoTime() > deadline) {
        throw new LogUnavailableException("the log does not answer", null);
      }
      for (ConsumerRecord<String, byte[]> record : records) {
        deadline = System.nanoTime() + SILENCE.toNanos();
        if (record.value() != null && hand(record, each)) {
          read++;
        }
      }
    }
    return read;
  }

  private void seek(
      KafkaConsumer<String, byte[]> log, Map<TopicPartition, Long> ends, Duration back, long most) {
    long since = clock.instant().minus(back).toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, since));
    Map<TopicPartition, OffsetAndTimestamp> starts = log.offsetsForTimes(times);
    ends.forEach(
        (partition, end) -> {
          OffsetAndTimestamp start = starts.get(partition);
          log.seek(partition, start == null ? end : Math.max(start.offset(), end - most));
        });
  }

  private static boolean hand(ConsumerRecord<String, byte[]> record, Consumer<CustomerEvent> each) {
    try {
      each.accept(EventJson.read(record.value(), CustomerEvent.class));
      return true;
    } catch (UnreadableEventException e) {
      return false; // Whoever consumes it puts it aside and says so.
    }
  }
}
