package dev.parallax.ingestion.publish;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogAdmin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks the broker how much was ever written: the ends of the partitions. Counters of our own would
 * forget what a crash took with it, and would have to be added up over replicas.
 */
@ApplicationScoped
class TopicCounts {
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
    Map<String, Long> counts = new TreeMap<>();
    log.ends(WRITTEN).forEach((partition, end) -> counts.merge(partition.topic(), end, Long::sum));
    return counts;
  }
}
