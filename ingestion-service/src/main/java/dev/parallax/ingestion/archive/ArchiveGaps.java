package dev.parallax.ingestion.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Says where the archive goes on with a partition, and tells of what it will never have: records
 * that the log's retention took before the archive read them. They are counted once, whichever
 * replica finds out and however often it dies.
 */
@ApplicationScoped
class ArchiveGaps {
  private static final Logger LOG = Logger.getLogger(ArchiveGaps.class);

  private final ArchiveStore store;
  private final MeterRegistry meters;

  ArchiveGaps(ArchiveStore store, MeterRegistry meters) {
    this.store = store;
    this.meters = meters;
  }

  /**
   * The offset to read on from, which is also what the store has.
   *
   * @param beginning of what the log still has
   * @param end of what it has
   * @throws OvertakenException when another replica reads the partition as well
   */
  long from(TopicPartition partition, long beginning, long end) {
    Counter missed = meters.counter("parallax.archive.missed", "topic", partition.topic());
    long next = store.next(partition.topic(), partition.partition(), beginning);
    if (beginning <= next && next <= end) {
      return next;
    }
    if (!store.move(partition.topic(), partition.partition(), next, beginning)) {
      throw new OvertakenException(partition.topic());
    }
    if (next < beginning) {
      missed.increment(beginning - next);
      LOG.errorf(
          "the log has forgotten what the archive had not read partition=%s offsets=%d from=%d to=%d",
          partition, beginning - next, next, beginning - 1);
    } else {
      LOG.warnf(
          "the log was made anew and is archived from its beginning partition=%s archived=%d end=%d",
          partition, next, end);
    }
    return beginning;
  }
}
