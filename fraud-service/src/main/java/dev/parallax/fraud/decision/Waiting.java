package dev.parallax.fraud.decision;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import dev.parallax.fraud.topology.Replies;
import dev.parallax.kit.consume.RefusedEventException;
import dev.parallax.kit.service.ServiceIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The calls that wait, and the reader that brings them their decisions. Each replica reads all of
 * fraud-decisions from its end, belongs to no group, and looks at headers only until one is its
 * own. It reads uncommitted records: the transaction is durable before it is scored, and waiting
 * for the topology's next commit would add half a second to every answer.
 */
@ApplicationScoped
class Waiting {
  private static final Logger LOG = Logger.getLogger(Waiting.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long PAUSE_MILLIS = 500;

  private final Map<String, CompletableFuture<FraudDecided>> calls = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final String replica;
  private final String bootstrapServers;
  private volatile boolean running;
  private volatile boolean listening;
  private volatile Consumer<byte[], byte[]> consumer;
  private Thread reader;

  Waiting(
      ServiceIdentity service,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.replica = service.instance();
    this.bootstrapServers = bootstrapServers;
  }

  /** A call that waits; close it, answered or not. */
  record Call(String correlationId, String replyTo, CompletableFuture<FraudDecided> decision) {}

  Call open() {
    String id = UUID.randomUUID().toString();
    CompletableFuture<FraudDecided> decision = new CompletableFuture<>();
    calls.put(id, decision);
    return new Call(id, replica, decision);
  }

  void close(Call call) {
    calls.remove(call.correlationId());
  }

  /** Whether decisions are being read. */
  boolean isListening() {
    return listening;
  }

  void start(@Observes StartupEvent event) {
    running = true;
    reader = Thread.ofPlatform().name("decision-replies").daemon().start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    stopping.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    reader.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void run() {
    while (running) {
      try (Consumer<byte[], byte[]> opened = consumer()) {
        consumer = opened;
        listen(opened);
      } catch (WakeupException e) {
        LOG.debug("stops reading decisions");
      } catch (KafkaException e) {
        LOG.warnf("reading decisions starts anew cause=%s", e.getMessage());
        pause();
      } finally {
        listening = false;
        consumer = null;
      }
    }
  }

  private void listen(Consumer<byte[], byte[]> opened) {
    List<TopicPartition> partitions =
        opened.partitionsFor(Topics.FRAUD_DECISIONS).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    opened.assign(partitions);
    opened.seekToEnd(partitions);
    partitions.forEach(opened::position);
    listening = true;
    while (running) {
      for (ConsumerRecord<byte[], byte[]> record : opened.poll(POLL)) {
        answer(record);
      }
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> record) {
    String id = Replies.text(record.headers(), Replies.CORRELATION_ID);
    CompletableFuture<FraudDecided> call = id == null ? null : calls.get(id);
    if (call == null) {
      return;
    }
    if (record.value() == null) {
      String reason = Replies.text(record.headers(), Replies.REFUSED);
      call.completeExceptionally(new RefusedEventException(reason));
      return;
    }
    try {
      call.complete(EventJson.read(record.value(), FraudDecided.class));
    } catch (UnreadableEventException e) {
      call.completeExceptionally(e);
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_uncommitted",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "latest",
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
            1,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void pause() {
    try {
      if (stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.debug("stops while it waits for the broker");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
