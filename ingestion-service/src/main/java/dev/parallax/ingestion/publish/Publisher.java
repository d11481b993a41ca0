package dev.parallax.ingestion.publish;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.ingestion.spool.Spool;
import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.service.ServiceIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts events on the log and returns when the broker has all of them, or the spool while the broker
 * is away.
 */
@ApplicationScoped
public class Publisher {
  private final Spool spool;
  private final ServiceIdentity service;
  private final Rate rate;
  private final MeterRegistry meters;

  /** An event and where it goes. */
  public record Addressed(String topic, ParallaxEvent event) {}

  Publisher(Spool spool, ServiceIdentity service, Rate rate, MeterRegistry meters) {
    this.spool = spool;
    this.service = service;
    this.rate = rate;
    this.meters = meters;
  }

  /**
   * Within the current transaction, if there is one, as far as the spool is concerned.
   *
   * @throws LogUnavailableException when they were not all taken: the broker is away, and the spool
   *     full or the database away too; some may have been, and consumers know them again by their
   *     id when they are sent once more
   */
  public void publish(List<Addressed> events) {
    if (events.isEmpty()) {
      return;
    }
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(events.size());
    for (Addressed event : events) {
      records.add(CloudEvents.record(event.topic(), event.event(), service.name()));
    }
    spool.send(records);
    rate.accepted(events.size());
    String topic = null;
    int run = 0;
    for (Addressed event : events) {
      if (!event.topic().equals(topic)) {
        count(topic, run);
        topic = event.topic();
        run = 0;
      }
      run++;
    }
    count(topic, run);
  }

  /**
   * For who can wait, as imports can: the spool is for those who cannot.
   *
   * @throws LogUnavailableException while events go to the spool
   */
  public void requireLog() {
    if (spool.state().open()) {
      throw new LogUnavailableException("events wait for the broker", null);
    }
  }

  /**
   * The same for events of one topic.
   *
   * @return how many they are
   */
  public int publishAll(String topic, List<? extends ParallaxEvent> events) {
    publish(events.stream().map(event -> new Addressed(topic, event)).toList());
    return events.size();
  }

  private void count(String topic, int events) {
    if (events > 0) {
      meters.counter("parallax.ingestion.published", "topic", topic).increment(events);
    }
  }
}
