package dev.parallax.ingestion.spool;

import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Knows whether events go to the log or to the spool, without asking the database for each: a
 * thread with a connection of its own reads it several times a second. A reading is believed for
 * {@link #LEASE}; whoever opens the spool acknowledges nothing for {@link #OPENING}, when every
 * replica knows, so that no later event overtakes one that waits.
 */
@ApplicationScoped
class SpoolGate {
  static final Duration LEASE = Duration.ofSeconds(1);

  /**
   * Longer than the lease: a replica may have read that the spool is closed until the moment in
   * which its opening was committed, which on a busy machine is long after the time written in it.
   */
  private static final Duration OPENING = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(SpoolGate.class);
  private static final Duration CLOSED_PAUSE = Duration.ofMillis(200);
  private static final Duration OPEN_PAUSE = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final AgroalDataSource store;
  private final Semaphore work = new Semaphore(0);
  private final AtomicLong addedBytes = new AtomicLong();
  private volatile View view = new View(SpoolState.CLOSED, 0, 0, true);
  private CompletableFuture<View> next = new CompletableFuture<>();
  private boolean wanted;
  private volatile boolean running;
  private Thread thread;
  private Connection connection;

  /**
   * A reading.
   *
   * @param state the last that was read
   * @param readNanos when its reading began, {@link System#nanoTime}
   * @param readyNanos from when on an event in the spool may be acknowledged
   * @param away whether the database did not answer since
   */
  record View(SpoolState state, long readNanos, long readyNanos, boolean away) {
    private boolean isFresh() {
      return System.nanoTime() - readNanos < LEASE.toNanos();
    }

    private View lost() {
      return new View(state, readNanos, readyNanos, true);
    }
  }

  SpoolGate(AgroalDataSource store) {
    this.store = store;
  }

  void start(@Observes StartupEvent event) {
    start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  /** Returns with a reading, or once the database has not answered. */
  void start() {
    running = true;
    thread = Thread.ofPlatform().name("spool-gate").daemon().start(this::loop);
    refresh();
  }

  void stop() throws InterruptedException {
    running = false;
    work.release();
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  /** The last reading, whatever its age. */
  View latest() {
    return view;
  }

  /**
   * A reading that may be acted upon. While the database is away it is the last one: nobody whose
   * database is away adds to the spool.
   */
  View current() {
    View now = view;
    return now.away() || now.isFresh() ? now : refresh();
  }

  /** A reading that began after this call, or the last one when none comes in time. */
  View refresh() {
    return ask(false);
  }

  /** Sends events to the spool from now on; the reading tells whether that succeeded. */
  View open() {
    return ask(true);
  }

  /** Bytes that wait, as far as this replica knows. */
  long bytes() {
    return view.state().bytes() + addedBytes.get();
  }

  void added(long bytes) {
    addedBytes.addAndGet(bytes);
  }

  private View ask(boolean open) {
    CompletableFuture<View> answer;
    synchronized (work) {
      wanted |= open;
      answer = next;
    }
    work.release();
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return view;
    } catch (ExecutionException | TimeoutException e) {
      return view;
    }
  }

  private void loop() {
    while (running) {
      round();
      try {
        Duration pause = view.state().open() ? OPEN_PAUSE : CLOSED_PAUSE;
        if (work.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          work.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running = false;
      }
    }
    disconnect();
  }

  private void round() {
    CompletableFuture<View> answer;
    boolean open;
    synchronized (work) {
      answer = next;
      next = new CompletableFuture<>();
      open = wanted;
      wanted = false;
    }
    try {
      view = read(open);
    } catch (SQLException | StoreException e) {
      if (!view.away()) {
        LOG.warnf("whether the spool is open is not known cause=%s", e.getMessage());
      }
      view = view.lost();
      disconnect();
    }
    answer.complete(view);
  }

  private View read(boolean open) throws SQLException {
    if (connection == null) {
      connection = store.getConnection();
    }
    if (open) {
      SpoolStore.open(connection);
    }
    long began = System.nanoTime();
    long addedBefore = addedBytes.get();
    SpoolStore.Reading reading = SpoolStore.read(connection);
    addedBytes.addAndGet(-addedBefore);
    if (reading.state().open() != view.state().open()) {
      LOG.infof(
          "events go to the %s events=%d",
          reading.state().open() ? "spool" : "log", reading.state().events());
    }
    long wait = Math.max(0, OPENING.toMillis() - reading.openMillis());
    long ready = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
    return new View(reading.state(), began, ready, false);
  }

  private void disconnect() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debugf("connection was not closed cause=%s", e.getMessage());
    } finally {
      connection = null;
    }
  }
}
