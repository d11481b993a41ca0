package dev.parallax.kit.log;

import static java.util.Map.entry;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one producer of a service: idempotent, {@code acks=all}. Plain Kafka and not a messaging
 * channel, because callers must know when the broker has their records, a whole batch at a time.
 */
@ApplicationScoped
public class LogProducer {
  private final Producer<String, byte[]> producer;

  /** The producer itself gives up before: first it waits for room, then for the answer. */
  private final Duration forever;

  @Inject
  LogProducer(
      LogConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    int delivery = Math.toIntExact(config.deliveryTimeout().toMillis());
    int linger = Math.toIntExact(config.linger().toMillis());
    this.forever = config.deliveryTimeout().multipliedBy(3);
    this.producer =
        new KafkaProducer<>(
            Map.ofEntries(
                entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                entry(ProducerConfig.LINGER_MS_CONFIG, linger),
                entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                entry(ProducerConfig.BUFFER_MEMORY_CONFIG, config.buffer().asLongValue()),
                // LZ4 makes its buffers anew for each batch, which was two fifths of all memory
                // allocated at full load; Snappy keeps them.
                entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "snappy"),
                entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LogConfig.LARGEST_DEAD_LETTER_BYTES),
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery),
                entry(
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, (delivery - linger) / 2)),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.max(1, delivery / 2))),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void stop(@Observes ShutdownEvent event) {
    producer.close(Duration.ofSeconds(5));
  }

  /** Completes when the broker has the record. Never throws; failures come through the future. */
  public CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    if (bytes(record) > LogConfig.LARGEST_RECORD_BYTES) {
      return CompletableFuture.failedFuture(
          new RecordTooLargeException("the topics take " + LogConfig.LARGEST_RECORD_BYTES));
    }
    CompletableFuture<RecordMetadata> written = new CompletableFuture<>();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              written.complete(metadata);
            } else {
              written.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      written.completeExceptionally(e);
    }
    return written;
  }

  /**
   * @throws IllegalArgumentException when the record is larger than the log takes
   */
  public static void requireFits(ProducerRecord<String, byte[]> record) {
    if (bytes(record) > LogConfig.LARGEST_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "a record must have at most " + LogConfig.LARGEST_RECORD_BYTES + " bytes");
    }
  }

  /** Headers are small with us, but for those of dead letters, and not counted. */
  private static long bytes(ProducerRecord<String, byte[]> record) {
    long key = record.key() == null ? 0 : record.key().length();
    return key + (record.value() == null ? 0 : record.value().length);
  }

  /**
   * Sends all and waits until the broker has them; keeps their order per key.
   *
   * @throws LogUnavailableException when at least one was not written; others may have been
   * @throws IllegalArgumentException when one is larger than the log takes, which no waiting mends;
   *     none was sent
   */
  public void sendAll(List<ProducerRecord<String, byte[]>> records) {
    sendAll(records, forever);
  }

  /**
   * The same for someone who has something else to do with records that are not acknowledged in
   * time.
   *
   * @param patience after which the exception says so; what was not written by then may be later
   */
  public void sendAll(List<ProducerRecord<String, byte[]>> records, Duration patience) {
    records.forEach(LogProducer::requireFits);
    long began = System.nanoTime();
    Acknowledgements answers = new Acknowledgements(records.size());
    int sent = 0;
    for (ProducerRecord<String, byte[]> record : records) {
      // The rest would each block for max.block.ms too.
      if (!answers.send(producer, record) || answers.failure() != null) {
        break;
      }
      sent++;
    }
    answers.skip(records.size() - sent);
    Duration left = patience.minusNanos(System.nanoTime() - began);
    answers.await(left.isNegative() ? Duration.ZERO : left, LogConfig.LARGEST_RECORD_BYTES);
  }

  /**
   * The same for one dead letter, which may be larger.
   *
   * @throws LogUnavailableException when it was not written
   * @throws IllegalArgumentException when it is larger than dead letters may be
   */
  public void sendDeadLetter(ProducerRecord<String, byte[]> letter) {
    Acknowledgements answer = new Acknowledgements(1);
    if (!answer.send(producer, letter)) {
      answer.skip(1);
    }
    answer.await(forever, LogConfig.LARGEST_DEAD_LETTER_BYTES);
  }
}
