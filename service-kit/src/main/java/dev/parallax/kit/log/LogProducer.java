package dev.parallax.kit.log;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  @Inject
  LogProducer(
      LogConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    int delivery = Math.toIntExact(config.deliveryTimeout().toMillis());
    int linger = Math.toIntExact(config.linger().toMillis());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                linger,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LogConfig.LARGEST_DEAD_LETTER_BYTES,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                delivery,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.max(1, (delivery - linger) / 2),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Math.max(1, delivery / 2)),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void stop(@Observes ShutdownEvent event) {
    producer.close(java.time.Duration.ofSeconds(5));
  }

  /** Completes when the broker has the record. Never throws; failures come through the future. */
  public CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    if (bytes(record) > LogConfig.LARGEST_RECORD_BYTES) {
      return CompletableFuture.failedFuture(
          new RecordTooLargeException("the topics take " + LogConfig.LARGEST_RECORD_BYTES));
    }
    return write(record);
  }

  /** Headers are small with us, but for those of dead letters, and not counted. */
  private static long bytes(ProducerRecord<String, byte[]> record) {
    long key = record.key() == null ? 0 : record.key().length();
    return key + (record.value() == null ? 0 : record.value().length);
  }

  private CompletableFuture<RecordMetadata> write(ProducerRecord<String, byte[]> record) {
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
   * Sends all and waits until the broker has them; keeps their order per key.
   *
   * @throws LogUnavailableException when at least one was not written; others may have been
   * @throws IllegalArgumentException when one is larger than the log takes, which no waiting mends
   */
  public void sendAll(List<ProducerRecord<String, byte[]>> records) {
    List<CompletableFuture<RecordMetadata>> written = new ArrayList<>(records.size());
    for (ProducerRecord<String, byte[]> record : records) {
      CompletableFuture<RecordMetadata> one = send(record);
      written.add(one);
      if (one.isCompletedExceptionally()) {
        break; // The rest would each block for max.block.ms too.
      }
    }
    awaitAll(written, LogConfig.LARGEST_RECORD_BYTES);
  }

  /**
   * The same for one dead letter, which may be larger.
   *
   * @throws LogUnavailableException when it was not written
   * @throws IllegalArgumentException when it is larger than dead letters may be
   */
  public void sendDeadLetter(ProducerRecord<String, byte[]> letter) {
    awaitAll(List.of(write(letter)), LogConfig.LARGEST_DEAD_LETTER_BYTES);
  }

  private static void awaitAll(List<CompletableFuture<RecordMetadata>> written, int largest) {
    try {
      CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        throw new IllegalArgumentException("a record must have at most " + largest + " bytes", e);
      }
      throw new LogUnavailableException(
          "the broker did not take " + written.size() + " records", e.getCause());
    }
  }
}
