package dev.parallax.fraud.topology;

import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.wire.EventJson;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Decisions of the last days by transaction id, so that a repeat gets the same answer and is not
 * counted again. Forgotten by the time they were made, not by event time: repeats come from retries
 * and repeated imports, which know no event time. A window store was rejected, since it would open
 * hundreds of databases while a year of history is imported.
 */
final class Decided {
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
  private static final int SWEEP_SIZE = 2_000;
  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private final KeyValueStore<String, byte[]> store;
  private final Clock clock;
  private final int horizonDays;
  private String sweptTo;

  Decided(KeyValueStore<String, byte[]> store, Clock clock, Duration horizon) {
    this.store = store;
    this.clock = clock;
    this.horizonDays = Math.toIntExact(Math.max(1, horizon.toDays()));
  }

  /** The decision as JSON without what it rests on; null when there is none. */
  byte[] find(String transactionId) {
    byte[] entry = store.get(transactionId);
    return entry == null ? null : Arrays.copyOfRange(entry, Integer.BYTES, entry.length);
  }

  void remember(FraudDecided made) {
    byte[] json = EventJson.write(answer(made));
    store.put(
        made.transactionId(),
        ByteBuffer.allocate(Integer.BYTES + json.length).putInt(today()).put(json).array());
  }

  private static FraudDecided answer(FraudDecided made) {
    return new FraudDecided(
        made.id(),
        made.transactionId(),
        made.cid(),
        made.account(),
        made.amount(),
        made.currency(),
        made.outcome(),
        made.probability(),
        made.reasons(),
        made.rules(),
        made.modelVersion(),
        made.fallback(),
        made.occurredAt(),
        made.decidedAt(),
        Map.of(),
        null);
  }

  void forgetOldBy(ProcessorContext<String, byte[]> context) {
    context.schedule(SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> sweep());
  }

  /** Looks at the next few thousand entries; over time at all of them, again and again. */
  void sweep() {
    int oldest = today() - horizonDays;
    String last = null;
    int seen = 0;
    try (KeyValueIterator<String, byte[]> entries = store.range(sweptTo, null)) {
      while (entries.hasNext() && seen++ < SWEEP_SIZE) {
        KeyValue<String, byte[]> entry = entries.next();
        last = entry.key;
        if (ByteBuffer.wrap(entry.value).getInt() < oldest) {
          store.delete(entry.key);
        }
      }
      sweptTo = entries.hasNext() ? last : null;
    }
  }

  private int today() {
    return Math.toIntExact(clock.millis() / MILLIS_PER_DAY);
  }
}
