package dev.parallax.kit.outbox;

import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox in order and deletes what the broker has. One replica at a time, by an
 * advisory lock; a crash between publishing and deleting repeats records, which the consumers'
 * inboxes drop.
 */
@ApplicationScoped
class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final long LOCK = 0x6f7574626f78L; // "outbox"
  private static final int BATCH = 1000;
  private static final long IDLE_MILLIS = 500;
  private static final long LONGEST_BACKOFF_MILLIS = 5_000;

  private final AgroalDataSource store;
  private final LogProducer log;
  private final ServiceIdentity service;
  private final Semaphore work = new Semaphore(0);
  private volatile boolean running;
  private Thread thread;

  private record Batch(List<ProducerRecord<String, byte[]>> records, List<Long> seqs) {}

  OutboxRelay(AgroalDataSource store, LogProducer log, ServiceIdentity service) {
    this.store = store;
    this.log = log;
    this.service = service;
  }

  void start(@Observes StartupEvent event) {
    running = true;
    thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::loop);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    wake();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** Something may have been committed. */
  void wake() {
    work.release();
  }

  private void loop() {
    long backoff = IDLE_MILLIS;
    while (running) {
      try {
        boolean more = publishBatch();
        backoff = IDLE_MILLIS;
        if (!more) {
          await(IDLE_MILLIS);
        }
      } catch (RuntimeException e) {
        if (running) {
          LOG.warnf("outbox waits for broker or database cause=%s", e.getMessage());
          await(backoff);
          backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MILLIS);
        }
      }
    }
  }

  private void await(long millis) {
    try {
      if (work.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        work.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return whether there may be more
   */
  private boolean publishBatch() {
    return QuarkusTransaction.requiringNew()
        .timeout(60)
        .call(
            () ->
                Sql.call(
                    store,
                    connection -> {
                      if (!lock(connection)) {
                        return false;
                      }
                      Batch batch = next(connection);
                      if (batch.records().isEmpty()) {
                        return false;
                      }
                      log.sendAll(batch.records());
                      delete(connection, batch.seqs());
                      return batch.records().size() == BATCH;
                    }));
  }

  private static boolean lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Batch next(Connection connection) throws SQLException {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    List<Long> seqs = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select seq, topic, key, event_id, event_type, occurred_at, payload from outbox order by seq limit ?")) {
      statement.setInt(1, BATCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          seqs.add(row.getLong(1));
          ProducerRecord<String, byte[]> record =
              new ProducerRecord<>(row.getString(2), row.getString(3), row.getBytes(7));
          CloudEvents.stamp(
              record.headers(),
              row.getString(4),
              row.getString(5),
              row.getTimestamp(6).toInstant(),
              service.name());
          records.add(record);
        }
      }
    }
    return new Batch(records, seqs);
  }

  /**
   * Row by row and not up to the last: a lower number may have been committed since they were read.
   */
  private static void delete(Connection connection, List<Long> seqs) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from outbox where seq = any(?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
      statement.executeUpdate();
    }
  }
}
