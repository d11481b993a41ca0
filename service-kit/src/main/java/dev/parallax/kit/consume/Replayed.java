package dev.parallax.kit.consume;

import dev.parallax.contracts.wire.ReplayedFrom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes of records that were sent again what they were: records of their topic, so that the inbox
 * knows their ids. One consumer reads both topics, by a pattern since the second is there only once
 * it is needed: both have the same partitions, so one replica gets all of a key, and never applies
 * two batches at once.
 *
 * @param topic as it is known to who applies it
 * @param replay where its past is sent again
 */
record Replayed(String topic, String replay) {

  Pattern pattern() {
    return Pattern.compile(Pattern.quote(topic) + "|" + Pattern.quote(replay));
  }

  /** What came of each topic by itself, all of it under the name of the first. */
  List<ConsumerRecords<String, byte[]>> apart(ConsumerRecords<String, byte[]> records) {
    if (records.partitions().stream().allMatch(partition -> partition.topic().equals(topic))) {
      return List.of(records);
    }
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> live = new HashMap<>();
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> past = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      if (partition.topic().equals(topic)) {
        live.put(partition, records.records(partition));
      } else {
        past.put(
            new TopicPartition(topic, partition.partition()),
            records.records(partition).stream().map(this::renamed).toList());
      }
    }
    List<ConsumerRecords<String, byte[]>> apart = new ArrayList<>(2);
    if (!live.isEmpty()) {
      apart.add(new ConsumerRecords<>(live, Map.of()));
    }
    apart.add(new ConsumerRecords<>(past, Map.of()));
    return apart;
  }

  /** With the place it had, where the replay tells: tombstones are known by nothing else. */
  private ConsumerRecord<String, byte[]> renamed(ConsumerRecord<String, byte[]> record) {
    ReplayedFrom place =
        ReplayedFrom.of(record.headers())
            .orElse(new ReplayedFrom(record.partition(), record.offset(), record.timestamp()));
    return new ConsumerRecord<>(
        topic,
        place.partition(),
        place.offset(),
        place.timeMillis(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        record.headers(),
        record.leaderEpoch());
  }
}
