package dev.parallax.local.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the services are behind the log, asked from the broker. Training on what has not been
 * consumed yet would teach half of what was sent.
 */
public final class ConsumerLag implements AutoCloseable {

  /**
   * Transaction markers at a partition's end look like records that nobody consumes: lag that
   * stands still is none.
   */
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  /**
   * Groups that fill an archive commit nothing to the broker and take their time; no answer of a
   * service waits for them.
   */
  private static final String ARCHIVES = "-archive";

  private static final Duration POLL = Duration.ofMillis(300);

  private final Admin admin;

  /**
   * @param bootstrap the broker, {@code host:port}
   */
  public ConsumerLag(String bootstrap) {
    Properties config = new Properties();
    config.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    this.admin = Admin.create(config);
  }

  /**
   * Returns when every consumer group has committed all there is, but for those of archives.
   *
   * @param progress sees the number of records that are left, now and then
   * @return false when that took longer than {@code limit}
   * @throws IOException when the broker does not answer
   */
  public boolean awaitNone(LongConsumer progress, Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    long last = Long.MAX_VALUE;
    long moved = System.nanoTime();
    while (System.nanoTime() - end < 0) {
      long lag = now();
      progress.accept(lag);
      if (lag != last) {
        moved = System.nanoTime();
        last = lag;
      }
      boolean still = lag < 50 && System.nanoTime() - moved > STANDSTILL.toNanos();
      if (lag == 0 || still) {
        return true;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return false;
  }

  /** Records on the log that some group has yet to commit, summed over groups. */
  public long now() throws IOException, InterruptedException {
    try {
      Map<String, Map<TopicPartition, Long>> read = positions();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      read.values()
          .forEach(offsets -> offsets.keySet().forEach(p -> wanted.put(p, OffsetSpec.latest())));
      Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(wanted).all().get();
      long lag = 0;
      for (Map<TopicPartition, Long> offsets : read.values()) {
        for (Map.Entry<TopicPartition, Long> entry : offsets.entrySet()) {
          lag += Math.max(0, ends.get(entry.getKey()).offset() - entry.getValue());
        }
      }
      return lag;
    } catch (ExecutionException e) {
      throw new IOException(
          "cannot ask the broker how far its consumers are: " + e.getCause().getMessage(), e);
    }
  }

  /**
   * Where each group is; at the beginning of a partition that it was given and has not committed
   * yet.
   */
  private Map<String, Map<TopicPartition, Long>> positions()
      throws ExecutionException, InterruptedException {
    Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
    for (GroupListing group : admin.listGroups().all().get()) {
      if (!group.groupId().endsWith(ARCHIVES)) {
        groups.put(group.groupId(), new ListConsumerGroupOffsetsSpec());
      }
    }
    Map<String, Map<TopicPartition, Long>> positions = new HashMap<>();
    Map<String, ConsumerGroupDescription> descriptions =
        admin.describeConsumerGroups(groups.keySet()).all().get();
    descriptions.forEach(
        (group, description) -> {
          Map<TopicPartition, Long> assigned =
              positions.computeIfAbsent(group, g -> new HashMap<>());
          for (MemberDescription member : description.members()) {
            member.assignment().topicPartitions().forEach(p -> assigned.put(p, 0L));
          }
        });
    admin
        .listConsumerGroupOffsets(groups)
        .all()
        .get()
        .forEach(
            (group, offsets) ->
                offsets.forEach(
                    (partition, offset) -> {
                      if (offset != null) {
                        positions.get(group).put(partition, offset.offset());
                      }
                    }));
    return positions;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
