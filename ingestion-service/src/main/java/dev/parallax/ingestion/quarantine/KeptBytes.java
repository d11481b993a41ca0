package dev.parallax.ingestion.quarantine;

import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * How many bytes are kept of each source on a day (UTC), payloads and the rows they are in, so that
 * nobody who may send can fill the database with nonsense. Counted in memory and shared every
 * second, since a row that all inputs of a source lock would let them in one after the other;
 * replicas together may keep what comes to them within that second too much. What is rolled back
 * stays counted.
 */
@ApplicationScoped
class KeptBytes {
  private static final Logger LOG = Logger.getLogger(KeptBytes.class);

  /** What a row takes without its payload, with its place in eight indexes. */
  static final long ROW = 1024;

  private static final String ADD =
      """
      insert into quarantine_day (source, day, bytes) values (?, ?, ?)
      on conflict (source, day) do update set bytes = quarantine_day.bytes + excluded.bytes
      returning bytes
      """;

  private final AgroalDataSource store;
  private final Clock clock;
  private final long most;
  private final Map<String, Kept> bySource = new HashMap<>();
  private LocalDate day = LocalDate.EPOCH;

  /** How much of an input is kept. */
  enum Share {
    ALL,
    /** The reason and the size, but not the payload. */
    REASON,
    NOTHING
  }

  /** Of one source today. */
  private static final class Kept {
    private long shared;
    private long own;
    private boolean told;
  }

  KeptBytes(AgroalDataSource store, Clock clock, QuarantineConfig config) {
    this.store = store;
    this.clock = clock;
    this.most = config.bytesPerSourceAndDay().asLongValue();
  }

  /**
   * Takes what an input needs off what is kept today.
   *
   * @param payload its bytes
   */
  synchronized Share take(String source, long payload) {
    LocalDate today = today();
    if (!today.equals(day)) {
      bySource.clear();
      day = today;
    }
    Kept kept = bySource.computeIfAbsent(source, name -> new Kept());
    long left = most - kept.shared - kept.own;
    if (ROW + payload <= left) {
      kept.own += ROW + payload;
      return Share.ALL;
    }
    if (!kept.told) {
      kept.told = true;
      LOG.warnf("payloads of rejected inputs are not kept any more today source=%s", source);
    }
    if (ROW > left) {
      return Share.NOTHING;
    }
    kept.own += ROW;
    return Share.REASON;
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    try {
      share();
    } catch (StoreException e) {
      LOG.debugf("bytes are shared later, the database is away cause=%s", e.getMessage());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    tick();
  }

  /**
   * Adds what this replica kept to what the others did, and learns what that is: of all sources or
   * of none, else those that were added would be once more.
   */
  void share() {
    LocalDate of;
    // In one order, so that two replicas never wait for each other in a circle.
    Map<String, Long> news = new TreeMap<>();
    synchronized (this) {
      of = day;
      bySource.forEach(
          (source, kept) -> {
            if (kept.own > 0) {
              news.put(source, kept.own);
            }
          });
    }
    if (!news.isEmpty()) {
      learn(of, news, QuarkusTransaction.requiringNew().call(() -> add(of, news)));
    }
  }

  private synchronized void learn(
      LocalDate of, Map<String, Long> shared, Map<String, Long> totals) {
    if (of.equals(day)) {
      shared.forEach(
          (source, bytes) -> {
            Kept kept = bySource.get(source);
            kept.own -= bytes;
            kept.shared = totals.get(source);
          });
    }
  }

  private Map<String, Long> add(LocalDate of, Map<String, Long> news) {
    return Sql.call(
        store,
        connection -> {
          Map<String, Long> totals = new HashMap<>();
          try (PreparedStatement add = connection.prepareStatement(ADD);
              PreparedStatement forget =
                  connection.prepareStatement("delete from quarantine_day where day < ?")) {
            for (Map.Entry<String, Long> one : news.entrySet()) {
              add.setString(1, one.getKey());
              add.setDate(2, Date.valueOf(of));
              add.setLong(3, one.getValue());
              try (ResultSet row = add.executeQuery()) {
                row.next();
                totals.put(one.getKey(), row.getLong(1));
              }
            }
            forget.setDate(1, Date.valueOf(of));
            forget.executeUpdate();
          }
          return totals;
        });
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
