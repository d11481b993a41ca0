package dev.parallax.ingestion.archive;

import dev.parallax.kit.consume.Rests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all archived topics on one thread. Not by the kit's readers: those go on from what the
 * group has committed, and this one from what the store says is in files.
 */
final class ArchiveLoop {
  private static final Logger LOG = Logger.getLogger(ArchiveLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PARTING = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long HURRY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final List<String> topics;
  private final Map<String, Object> settings;
  private final ArchivePlace place;
  private final ArchiveStore store;
  private final LateEvents late;
  private final ArchiveGaps gaps;
  private final long rollAfterNanos;
  private final long rollBytes;
  private final int perSecond;
  private final Rests rests = new Rests(LONGEST_PAUSE);
  private final Thread thread = Thread.ofPlatform().name("archive").daemon().unstarted(this::run);
  private final Map<String, TopicArchive> archives = new HashMap<>();
  private volatile KafkaConsumer<String, byte[]> current;
  private long flushed;
  private long lookedAt;
  private long hurriedAt = System.nanoTime() - HURRY_NANOS;

  ArchiveLoop(
      List<String> topics,
      Map<String, Object> settings,
      ArchivePlace place,
      ArchiveStore store,
      LateEvents late,
      ArchiveGaps gaps,
      ArchiveConfig config) {
    this.topics = topics;
    this.settings = new HashMap<>(settings);
    // What the log has forgotten is not to be passed over in silence.
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    this.place = place;
    this.store = store;
    this.late = late;
    this.gaps = gaps;
    this.rollAfterNanos = config.rollAfter().toNanos();
    this.rollBytes = config.rollBytes().asLongValue();
    this.perSecond = config.perSecond();
  }

  void start() {
    thread.start();
  }

  /** Closes what is open and returns, or leaves it to the next start. */
  void stop(Duration patience) {
    rests.stop();
    KafkaConsumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!rests.isStopping()) {
      try {
        readWithNewConsumer();
      } catch (OvertakenException | OffsetOutOfRangeException e) {
        LOG.infof("archive reads anew cause=%s", e.getMessage());
      } catch (IOException | RuntimeException e) {
        if (!rests.isStopping()) {
          LOG.errorf(e, "archive failed and begins anew pauseMillis=%d", rests.pauseMillis());
          rests.pause();
        }
      }
    }
  }

  private void readWithNewConsumer() throws IOException {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      current = consumer;
      archives.clear();
      topics.forEach(topic -> archives.put(topic, new TopicArchive(topic, place, store)));
      flushed = store.flushes();
      consumer.subscribe(topics, new Handover(consumer));
      while (!rests.isStopping()) {
        int taken = take(poll(consumer));
        boolean flush = isFlushWanted();
        for (TopicArchive archive : archives.values()) {
          if (flush || archive.isDue(rollAfterNanos, rollBytes)) {
            roll(archive, consumer);
          }
        }
        rest(taken);
      }
      rollAll(consumer);
    } catch (OffsetOutOfRangeException e) {
      rollAll(consumer); // What was read before is recorded: the gap begins behind it.
      throw e;
    } finally {
      for (TopicArchive archive : archives.values()) {
        archive.discard();
      }
      close(consumer);
    }
  }

  /** Woken to stop, it has nothing new. */
  private static ConsumerRecords<String, byte[]> poll(KafkaConsumer<String, byte[]> consumer) {
    try {
      return consumer.poll(POLL);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    }
  }

  private int take(ConsumerRecords<String, byte[]> records) throws IOException {
    List<ArchivedEvent> events = new ArrayList<>(records.count());
    Map<ArchivedEvent, String> topicOf = new IdentityHashMap<>(records.count());
    for (ConsumerRecord<String, byte[]> record : records) {
      ArchivedEvent event = ArchivedEvents.of(record);
      events.add(event);
      topicOf.put(event, record.topic());
    }
    for (ArchivedEvent event : late.without(events)) {
      archives.get(topicOf.get(event)).add(event);
    }
    return records.count();
  }

  /** Leaves the processor to what cannot wait, unless somebody waits for the archive. */
  private void rest(int taken) {
    long millis = TimeUnit.SECONDS.toMillis(1) * taken / perSecond;
    if (millis > 0 && System.nanoTime() - hurriedAt > HURRY_NANOS) {
      rests.rest(millis);
    }
  }

  private void rollAll(KafkaConsumer<String, byte[]> consumer) throws IOException {
    for (TopicArchive archive : archives.values()) {
      roll(archive, consumer);
    }
  }

  private void roll(TopicArchive archive, KafkaConsumer<String, byte[]> consumer)
      throws IOException {
    archive.roll(consumer::position);
    rests.worked();
  }

  /**
   * Everything read by the last poll is in drafts by then, so a flush covers what came before it.
   */
  private boolean isFlushWanted() {
    if (System.nanoTime() - lookedAt < LOOK_NANOS) {
      return false;
    }
    lookedAt = System.nanoTime();
    long wanted = store.flushes();
    boolean isNew = wanted != flushed;
    flushed = wanted;
    hurriedAt = isNew ? lookedAt : hurriedAt;
    return isNew;
  }

  private static void close(KafkaConsumer<String, byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(PARTING));
    } catch (KafkaException e) {
      LOG.debugf("not closed in time cause=%s", e.getMessage());
    }
  }

  /** Called within a poll. */
  private final class Handover implements ConsumerRebalanceListener {
    private final KafkaConsumer<String, byte[]> consumer;

    private Handover(KafkaConsumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    /** Whoever gets them goes on from the store, so what is open is recorded first. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      for (String topic : topicsOf(partitions)) {
        try {
          archives.get(topic).roll(consumer::position);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      partitions.forEach(p -> archives.get(p.topic()).revoked(p.partition()));
    }

    /** Another one has them already, and reads what is open here itself. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        throw new OvertakenException(topicsOf(partitions).toString());
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        long from = gaps.from(partition, beginnings.get(partition), ends.get(partition));
        archives.get(partition.topic()).assigned(partition.partition(), from);
        consumer.seek(partition, new OffsetAndMetadata(from));
      }
      LOG.debugf("archive reads partitions count=%d", partitions.size());
    }

    private static Set<String> topicsOf(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }
  }
}
