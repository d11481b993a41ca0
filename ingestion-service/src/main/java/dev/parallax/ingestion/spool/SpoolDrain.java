package dev.parallax.ingestion.spool;

import dev.parallax.kit.log.LogAdmin;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Brings what waits in the spool to the log in its order, and closes the spool when nothing is
 * left. One replica at a time, by an advisory lock; a crash between sending and deleting repeats
 * records, whose ids consumers know.
 */
@ApplicationScoped
class SpoolDrain {
  private static final Logger LOG = Logger.getLogger(SpoolDrain.class);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 250;
  private static final int TRANSACTION_SECONDS = 60;

  /** So much is sent while those who add wait, a moment after which the spool is closed. */
  private static final long LITTLE_BYTES = 4L * 1024 * 1024;

  /**
   * When more comes in than is sent, those who add have to wait from this time on: a batch at a
   * time, so that they get their turn.
   */
  private static final Duration LONG = Duration.ofSeconds(10);

  private final AgroalDataSource store;
  private final LogProducer log;
  private final LogAdmin admin;
  private final SpoolGate gate;
  private final SpoolConfig config;
  private final Counter drained;
  private final Semaphore stop = new Semaphore(0);
  private volatile boolean running;
  private Thread thread;

  /** What a step came to. */
  private enum Step {
    NOT_OURS,
    MORE,
    LAST,
    CLOSED
  }

  SpoolDrain(
      AgroalDataSource store,
      LogProducer log,
      LogAdmin admin,
      SpoolGate gate,
      SpoolConfig config,
      MeterRegistry meters) {
    this.store = store;
    this.log = log;
    this.admin = admin;
    this.gate = gate;
    this.config = config;
    this.drained = meters.counter("parallax.spool.drained");
  }

  void start(@Observes StartupEvent event) {
    running = true;
    thread = Thread.ofPlatform().name("spool-drain").daemon().start(this::loop);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    stop.release();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void loop() {
    while (running) {
      try {
        if (gate.latest().state().open() && admin.answers(ANSWER)) {
          drain();
        }
      } catch (RuntimeException e) {
        if (running) {
          LOG.warnf("the spool waits for broker or database cause=%s", e.getMessage());
        }
      }
      pause();
    }
  }

  /**
   * The first batch has all the time the producer takes: a broker that has just come back answers
   * before it takes records, and each try that is given up leaves its records on the log as well.
   */
  private void drain() {
    long began = System.nanoTime();
    Step step = step(false);
    while (running && (step == Step.MORE || step == Step.LAST)) {
      boolean alone =
          step == Step.LAST
              || gate.latest().state().bytes() <= LITTLE_BYTES
              || System.nanoTime() - began > LONG.toNanos();
      step = step(alone);
    }
    if (step == Step.CLOSED) {
      gate.refresh();
    }
  }

  /**
   * Sends the next batch.
   *
   * @param alone whether those who add wait meanwhile, so that the spool can be closed
   */
  private Step step(boolean alone) {
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(() -> Sql.call(store, connection -> step(connection, alone)));
  }

  private Step step(Connection connection, boolean alone) throws SQLException {
    if (!SpoolStore.lockDrain(connection)) {
      return Step.NOT_OURS;
    }
    if (alone) {
      SpoolStore.lockGate(connection);
    }
    SpoolStore.Batch batch = SpoolStore.next(connection);
    if (!batch.records().isEmpty()) {
      send(batch.records(), alone);
      SpoolStore.delete(connection, batch.seqs());
      drained.increment(batch.records().size());
    }
    if (!batch.last()) {
      return Step.MORE;
    }
    if (!alone) {
      return Step.LAST;
    }
    SpoolStore.close(connection);
    return Step.CLOSED;
  }

  /** Those who wait do not wait for long. */
  private void send(List<ProducerRecord<String, byte[]>> records, boolean alone) {
    if (alone) {
      log.sendAll(records, config.after());
    } else {
      log.sendAll(records);
    }
  }

  private void pause() {
    try {
      if (stop.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        stop.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }
}
