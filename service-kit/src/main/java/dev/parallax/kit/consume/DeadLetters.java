package dev.parallax.kit.consume;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.service.ServiceIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Puts records nobody can read aside, unchanged, with where they came from and what is wrong with
 * them.
 */
@ApplicationScoped
class DeadLetters {
  private final LogProducer log;
  private final ServiceIdentity service;
  private final Patience patience;
  private final MeterRegistry meters;

  DeadLetters(LogProducer log, ServiceIdentity service, Patience patience, MeterRegistry meters) {
    this.log = log;
    this.service = service;
    this.patience = patience;
    this.meters = meters;
  }

  /** Returns when the broker has it; waits while the broker is away. */
  void send(ConsumerRecord<String, byte[]> record, String reason) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLetter(record.topic()),
            null,
            record.key(),
            record.value(),
            record.headers());
    add(letter.headers(), "dlq_reason", reason);
    add(letter.headers(), "dlq_topic", record.topic());
    add(letter.headers(), "dlq_partition", Integer.toString(record.partition()));
    add(letter.headers(), "dlq_offset", Long.toString(record.offset()));
    add(letter.headers(), "dlq_service", service.name());
    patience.whileAway(
        () -> log.sendAll(List.of(letter)), LogUnavailableException.class::isInstance);
    meters.counter("parallax.dead.letters", "topic", record.topic()).increment();
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
