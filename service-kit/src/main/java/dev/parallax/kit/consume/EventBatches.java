package dev.parallax.kit.consume;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.inbox.Inbox;
import dev.parallax.kit.store.Outage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * How a service takes events in, once {@link LogReaders} has read them. A batch of records is
 * decoded; what cannot be read goes to the dead-letter topic; the rest is applied in one
 * transaction together with its ids in the {@link Inbox}, so that repeats change nothing; what is
 * about somebody who was erased since it was known is passed over. While the database is away the
 * batch waits, since its records are good. When a batch fails for another reason it is applied
 * record by record, and only the guilty one goes to the dead-letter topic.
 *
 * <pre>{@code
 * void consume(ConsumerRecords<String, byte[]> records) {
 *   batches.process(records, CustomerEvent.class, features::apply);
 * }
 * }</pre>
 */
@ApplicationScoped
public class EventBatches {
  private static final Logger LOG = Logger.getLogger(EventBatches.class);
  private static final int TRANSACTION_SECONDS = 120;

  private final Inbox inbox;
  private final Erasures erasures;
  private final DeadLetters deadLetters;
  private final Patience patience;

  private record Decoded<T>(
      ConsumerRecord<String, byte[]> record, Received<T> received, String eventId) {}

  private record Work<T>(
      Consumer<List<Received<T>>> apply, Consumer<List<Received<T>>> passedOver) {}

  EventBatches(Inbox inbox, Erasures erasures, DeadLetters deadLetters, Patience patience) {
    this.inbox = inbox;
    this.erasures = erasures;
    this.deadLetters = deadLetters;
    this.patience = patience;
  }

  /**
   * For topics that are not compacted.
   *
   * @param apply gets new events only, in the log's order, within a transaction; may be called
   *     again after a rollback
   */
  public <T extends ParallaxEvent> void process(
      ConsumerRecords<String, byte[]> records, Class<T> type, Consumer<List<T>> apply) {
    process(records, type, apply, passedOver -> {});
  }

  /**
   * The same for a consumer that has to undo what others did with events of erased customers.
   *
   * @param passedOver gets those events, within the same transaction
   */
  public <T extends ParallaxEvent> void process(
      ConsumerRecords<String, byte[]> records,
      Class<T> type,
      Consumer<List<T>> apply,
      Consumer<List<T>> passedOver) {
    process(
        decode(records, type), new Work<>(withoutTombstones(apply), withoutTombstones(passedOver)));
  }

  private static <T> Consumer<List<Received<T>>> withoutTombstones(Consumer<List<T>> events) {
    return received -> {
      List<T> some = new ArrayList<>(received.size());
      for (Received<T> one : received) {
        if (!one.isTombstone()) {
          some.add(one.event());
        }
      }
      if (!some.isEmpty()) {
        events.accept(some);
      }
    };
  }

  /** For compacted topics: tombstones come too, in their place. */
  public <T extends ParallaxEvent> void processCompacted(
      ConsumerRecords<String, byte[]> records, Class<T> type, Consumer<List<Received<T>>> apply) {
    process(decode(records, type), new Work<>(apply, passedOver -> {}));
  }

  private <T extends ParallaxEvent> void process(List<Decoded<T>> batch, Work<T> work) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      patience.whileAway(() -> applyOnce(batch, work));
    } catch (RuntimeException e) {
      patience.throwIfStopping(e);
      if (batch.size() > 1) {
        LOG.warnf(
            "batch failed, applying one by one topic=%s size=%d cause=%s",
            batch.getFirst().record().topic(), batch.size(), e.getClass().getSimpleName());
      }
      batch.forEach(one -> applySingle(one, work));
    }
  }

  private <T extends ParallaxEvent> void applySingle(Decoded<T> one, Work<T> work) {
    try {
      patience.whileAway(() -> applyOnce(List.of(one), work));
    } catch (RefusedEventException e) {
      deadLetters.send(one.record(), e.getMessage());
    } catch (RuntimeException e) {
      patience.throwIfStopping(e);
      LOG.errorf(
          e,
          "event cannot be applied topic=%s partition=%d offset=%d",
          one.record().topic(),
          one.record().partition(),
          one.record().offset());
      deadLetters.send(one.record(), "cannot be applied: " + e.getClass().getSimpleName());
    }
  }

  private <T extends ParallaxEvent> void applyOnce(List<Decoded<T>> batch, Work<T> work) {
    QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .run(
            () -> {
              List<Received<T>> fresh = fresh(batch);
              List<Received<T>> kept = erasures.without(fresh, Received::event);
              if (kept.size() < fresh.size()) {
                Set<Received<T>> same = Collections.newSetFromMap(new IdentityHashMap<>());
                same.addAll(kept);
                work.passedOver().accept(fresh.stream().filter(r -> !same.contains(r)).toList());
              }
              if (!kept.isEmpty()) {
                work.apply().accept(kept);
              }
            });
  }

  private <T> List<Received<T>> fresh(List<Decoded<T>> batch) {
    Set<String> ids = HashSet.newHashSet(batch.size());
    for (Decoded<T> one : batch) {
      ids.add(one.eventId());
    }
    Set<String> left = inbox.remember(batch.getFirst().record().topic(), ids);
    List<Received<T>> fresh = new ArrayList<>(batch.size());
    for (Decoded<T> one : batch) {
      if (left.remove(one.eventId())) {
        fresh.add(one.received());
      }
    }
    return fresh;
  }

  /**
   * A tombstone has no id of its own, but must not be applied again either: after it the key may
   * have come back, and that record would be dropped as a repeat.
   */
  private static String tombstoneId(ConsumerRecord<String, byte[]> record) {
    return "tombstone-" + record.partition() + "-" + record.offset() + "-" + record.timestamp();
  }

  private <T extends ParallaxEvent> List<Decoded<T>> decode(
      ConsumerRecords<String, byte[]> records, Class<T> type) {
    List<Decoded<T>> batch = new ArrayList<>(records.count());
    for (ConsumerRecord<String, byte[]> record : records) {
      if (record.value() == null) {
        batch.add(new Decoded<>(record, new Received<>(record.key(), null), tombstoneId(record)));
        continue;
      }
      try {
        T event = EventJson.read(record.value(), type);
        batch.add(new Decoded<>(record, new Received<>(record.key(), event), event.eventId()));
      } catch (UnreadableEventException e) {
        deadLetters.send(record, e.getMessage());
      }
    }
    return batch;
  }

  /** Whether a failure is one to wait for. */
  static boolean waits(Throwable failure) {
    return Outage.isPassing(failure);
  }
}
