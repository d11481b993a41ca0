package dev.parallax.ingestion.publish;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogAdmin;
import dev.parallax.kit.log.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

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
          Topics.IDENTITY_MERGES,
          Topics.IDENTITY_SPLITS);

  private final LogAdmin log;

  TopicCounts(LogAdmin log) {
    this.log = log;
  }

  /** Records by topic; includes what fraud writes to transactions, and repeats. */
  Map<String, Long> read() {
    try {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (TopicDescription topic :
          log.client()
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
      log.client()
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
