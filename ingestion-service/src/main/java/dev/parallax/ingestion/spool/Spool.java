package dev.parallax.ingestion.spool;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The way onto the log that holds when the broker is away: straight to it while nothing waits, else
 * behind what waits in the spool. Of the records of one key, no acknowledged one is overtaken by a
 * later one; some may be on the log twice, which consumers know by their id.
 */
@ApplicationScoped
public class Spool {
  /** Of a record beside its value, roughly: key, topic and headers. */
  private static final int RECORD_BYTES = 300;

  private static final int TRIES = 4;

  /** After the broker and the database both failed, nobody waits for the broker for so long. */
  private static final Duration HOPELESS = Duration.ofSeconds(1);

  private final AgroalDataSource store;
  private final LogProducer log;
  private final SpoolGate gate;
  private final SpoolConfig config;
  private final Counter spooled;
  private volatile long failedNanos = System.nanoTime() - HOPELESS.toNanos();

  Spool(
      AgroalDataSource store,
      LogProducer log,
      SpoolGate gate,
      SpoolConfig config,
      MeterRegistry meters) {
    this.store = store;
    this.log = log;
    this.gate = gate;
    this.config = config;
    this.spooled = meters.counter("parallax.spool.added");
    Gauge.builder("parallax.spool.events", this, s -> s.state().events()).register(meters);
    Gauge.builder("parallax.spool.bytes", this, s -> s.state().bytes()).register(meters);
    Gauge.builder("parallax.spool.oldest", this, s -> s.state().oldestSeconds())
        .baseUnit("seconds")
        .register(meters);
  }

  /** As of the last second. */
  public SpoolState state() {
    return gate.latest().state();
  }

  /**
   * Returns when the broker has all records, or the database; the latter within the current
   * transaction, if there is one.
   *
   * @return true when the broker has them
   * @throws LogUnavailableException when neither has them all
   * @throws dev.parallax.kit.store.StoreException when the broker is away and the database too
   */
  public boolean send(List<ProducerRecord<String, byte[]>> records) {
    SpoolGate.View view = gate.current();
    for (int i = 0; i < TRIES; i++) {
      if (view.state().open()) {
        if (add(view, records)) {
          return false;
        }
        view = gate.refresh();
      } else {
        if (written(view, records)) {
          return true;
        }
        view = gate.open();
        if (view.away()) {
          failedNanos = System.nanoTime();
          throw new LogUnavailableException("broker and database are away", null);
        }
      }
    }
    throw new LogUnavailableException("the broker comes and goes", null);
  }

  private boolean written(SpoolGate.View view, List<ProducerRecord<String, byte[]>> records) {
    if (view.away() && System.nanoTime() - failedNanos < HOPELESS.toNanos()) {
      throw new LogUnavailableException("broker and database were away a moment ago", null);
    }
    try {
      log.sendAll(records, config.after());
      return true;
    } catch (LogUnavailableException e) {
      return false;
    }
  }

  private boolean add(SpoolGate.View view, List<ProducerRecord<String, byte[]>> records) {
    long expanded = 0;
    for (ProducerRecord<String, byte[]> record : records) {
      LogProducer.requireFits(record);
      expanded += RECORD_BYTES + (record.value() == null ? 0 : record.value().length);
    }
    byte[] payload = SpooledRecords.write(records);
    long largest = config.largest().asLongValue();
    if (gate.bytes() + payload.length > largest) {
      throw new SpoolFullException(largest);
    }
    for (long left = wait(view); left > 0; left = wait(view)) {
      LockSupport.parkNanos(left);
    }
    long size = expanded;
    boolean added =
        QuarkusTransaction.joiningExisting()
            .call(() -> Sql.call(store, row -> SpoolStore.add(row, records.size(), size, payload)));
    if (added) {
      gate.added(payload.length);
      spooled.increment(records.size());
    }
    return added;
  }

  private static long wait(SpoolGate.View view) {
    return Thread.currentThread().isInterrupted() ? 0 : view.readyNanos() - System.nanoTime();
  }
}
