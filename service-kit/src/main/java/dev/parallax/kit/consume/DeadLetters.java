package dev.parallax.kit.consume;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.service.ServiceIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/**
 * Puts records nobody can read aside, unchanged, with where they came from and what is wrong with
 * them.
 */
@ApplicationScoped
class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

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

  /**
   * Returns when the broker has it; waits while the broker is away. A letter too large even for the
   * dead letters, as when its sender compressed it better than we do, goes without the record's
   * value: it says where that is, and refused for ever it would stop everything behind it.
   */
  void send(ConsumerRecord<String, byte[]> record, String reason) {
    try {
      send(letter(record, record.value(), reason));
    } catch (IllegalArgumentException e) {
      LOG.errorf(
          "dead letter goes without its value topic=%s partition=%d offset=%d bytes=%d cause=%s",
          record.topic(),
          record.partition(),
          record.offset(),
          record.serializedValueSize(),
          e.getMessage());
      ProducerRecord<String, byte[]> letter = letter(record, null, reason);
      add(letter.headers(), "dlq_left_out", "value");
      send(letter);
    }
    meters.counter("parallax.dead.letters", "topic", record.topic()).increment();
  }

  private void send(ProducerRecord<String, byte[]> letter) {
    patience.whileAway(() -> log.sendDeadLetter(letter), LogUnavailableException.class::isInstance);
  }

  private ProducerRecord<String, byte[]> letter(
      ConsumerRecord<String, byte[]> record, byte[] value, String reason) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLetter(record.topic()), null, record.key(), value, record.headers());
    add(letter.headers(), "dlq_reason", reason);
    add(letter.headers(), "dlq_topic", record.topic());
    add(letter.headers(), "dlq_partition", Integer.toString(record.partition()));
    add(letter.headers(), "dlq_offset", Long.toString(record.offset()));
    add(letter.headers(), "dlq_service", service.name());
    return letter;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
