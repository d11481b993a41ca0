package dev.parallax.ingestion.publish;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the broker how much was ever written: the ends of the partitions. Counters of our own would
 * forget what a crash took with it, and would have to be added up over replicas.
 */
@ApplicationScoped
class TopicCounts {
  private static final int TIMEOUT_SECONDS = 10;
  private static final List<String> WRITTEN =
      List.of(
          Topics.CUSTOMER_EVENTS,
          Topics.TRANSACTIONS,
          Topics.FEEDBACK,
          Topics.READINGS,
          Topics.CATALOG,
          Topics.CUSTOMER_PROFILES,
          Topics.IDENTITY_MERGES);

  private final Admin admin;

  TopicCounts(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_SECONDS * 1000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_SECONDS * 1000));
  }

  void stop(@Observes ShutdownEvent event) {
    admin.close(java.time.Duration.ofSeconds(2));
  }

  /** Records by topic; includes what fraud writes to transactions, and repeats. */
  Map<String, Long> read() {
    try {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (TopicDescription topic :
          admin
              .describeTopics(WRITTEN)
              .allTopicNames()
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .values()) {
        topic
            .partitions()
            .forEach(
                p ->
                    asked.put(
                        new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
      }
      Map<String, Long> counts = new TreeMap<>();
      admin
          .listOffsets(asked)
          .all()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .forEach((partition, end) -> counts.merge(partition.topic(), end.offset(), Long::sum));
      return counts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new LogUnavailableException("no answer of the broker", e);
    }
  }
}
