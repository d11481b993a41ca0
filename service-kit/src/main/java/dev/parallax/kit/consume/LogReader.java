package dev.parallax.kit.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * The loop of one topic, and of the one that its past is sent to again. Offsets are committed in
 * the background at most twice a second, and at once when partitions move or the service stops:
 * what is read twice, the inbox drops.
 */
final class LogReader {
  private static final Logger LOG = Logger.getLogger(LogReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PARTING = Duration.ofSeconds(2);
  private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int FULL_ENOUGH = 8;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final String topic;
  private final Replayed replayed;
  private final Map<String, Object> settings;
  private final Consumer<ConsumerRecords<String, byte[]>> apply;
  private final ReadConfig config;
  private final AtomicLong lag;
  private final Rests rests = new Rests(LONGEST_PAUSE);
  private final Thread thread;
  private volatile KafkaConsumer<String, byte[]> current;
  private boolean uncommitted;

  LogReader(
      String topic,
      String replay,
      Map<String, Object> settings,
      Consumer<ConsumerRecords<String, byte[]>> apply,
      ReadConfig config,
      MeterRegistry meters) {
    this.topic = topic;
    this.replayed = new Replayed(topic, replay);
    this.settings = settings;
    this.apply = apply;
    this.config = config;
    this.lag = meters.gauge("parallax.read.lag", Tags.of("topic", topic), new AtomicLong());
    this.thread = Thread.ofPlatform().name("reader-" + topic).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void stop() {
    rests.stop();
    KafkaConsumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  void awaitEnd(long nanos) {
    try {
      thread.join(Duration.ofNanos(Math.max(1, nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With a new consumer after each failure: it goes on from what was committed. */
  private void run() {
    while (!rests.isStopping()) {
      try {
        readWithNewConsumer();
      } catch (ServiceStoppingException e) {
        LOG.debugf("reading ends within a batch, which comes again topic=%s", topic);
      } catch (RuntimeException e) {
        if (!rests.isStopping()) {
          LOG.errorf(
              e,
              "reading failed and begins anew topic=%s pauseMillis=%d",
              topic,
              rests.pauseMillis());
          rests.pause();
        }
      }
    }
  }

  private void readWithNewConsumer() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      current = consumer;
      read(consumer);
    } finally {
      close(consumer);
    }
  }

  /** Does not wait long for a broker that is away: its group will notice. */
  private static void close(KafkaConsumer<String, byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(PARTING));
    } catch (KafkaException e) {
      LOG.debugf("not closed in time cause=%s", e.getMessage());
    }
  }

  private void read(KafkaConsumer<String, byte[]> consumer) {
    consumer.subscribe(replayed.pattern(), new CommitBeforeLeaving(consumer));
    uncommitted = false;
    long committedAt = System.nanoTime();
    while (!rests.isStopping()) {
      ConsumerRecords<String, byte[]> records = poll(consumer);
      if (!records.isEmpty()) {
        replayed.apart(records).forEach(apply);
        uncommitted = true;
        rests.worked();
      }
      if (uncommitted && System.nanoTime() - committedAt >= COMMIT_NANOS) {
        uncommitted = false;
        committedAt = System.nanoTime();
        consumer.commitAsync((offsets, failure) -> uncommitted |= failure != null);
        measureLag(consumer);
      }
      if (!records.isEmpty() && records.count() < config.mostRecords() / FULL_ENOUGH) {
        rests.rest(config.rest().toMillis());
      }
    }
    commit(consumer);
  }

  private static ConsumerRecords<String, byte[]> poll(KafkaConsumer<String, byte[]> consumer) {
    try {
      return consumer.poll(POLL);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    }
  }

  private void measureLag(KafkaConsumer<String, byte[]> consumer) {
    long behind = 0;
    for (TopicPartition partition : consumer.assignment()) {
      behind += consumer.currentLag(partition).orElse(0);
    }
    lag.set(behind);
  }

  private void commit(KafkaConsumer<String, byte[]> consumer) {
    try {
      try {
        consumer.commitSync(PARTING);
      } catch (WakeupException e) {
        consumer.commitSync(PARTING); // Woken to stop while it applied; it wakes only once.
      }
    } catch (KafkaException e) {
      LOG.debugf("not committed, some is read again topic=%s cause=%s", topic, e.getMessage());
    }
  }

  /** It is called within a poll, when everything read before has been applied. */
  private final class CommitBeforeLeaving implements ConsumerRebalanceListener {
    private final KafkaConsumer<String, byte[]> consumer;

    private CommitBeforeLeaving(KafkaConsumer<String, byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        commit(consumer);
      }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debugf("partitions assigned topic=%s count=%d", topic, partitions.size());
    }
  }
}
