package dev.parallax.recommendation;

import dev.parallax.kit.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on the log. */
public final class Log {
  private Log() {}

  /** Everything on a topic at the moment. */
  static List<ConsumerRecord<String, byte[]>> read(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", RealKafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          reader.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      long end = reader.endOffsets(partitions).values().stream().mapToLong(o -> o).sum();
      while (records.size() < end) {
        reader.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** How many records the service has not taken in yet. */
  public static long lag() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", RealKafka.bootstrapServers()))) {
      List<String> groups =
          admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
      long lag = 0;
      for (ConsumerGroupDescription group :
          admin.describeConsumerGroups(groups).all().get().values()) {
        lag += lag(admin, group);
      }
      return lag;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of what nothing was taken in yet nothing was committed, but somebody reads it. */
  private static long lag(Admin admin, ConsumerGroupDescription group)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> next = new HashMap<>();
    group.members().stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .forEach(partition -> next.put(partition, 0L));
    admin
        .listConsumerGroupOffsets(group.groupId())
        .partitionsToOffsetAndMetadata()
        .get()
        .forEach((partition, committed) -> next.put(partition, committed.offset()));
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    next.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    var ends = admin.listOffsets(latest).all().get();
    return next.entrySet().stream()
        .mapToLong(one -> ends.get(one.getKey()).offset() - one.getValue())
        .sum();
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
