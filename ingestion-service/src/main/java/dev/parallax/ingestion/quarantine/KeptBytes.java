package dev.parallax.ingestion.quarantine;

import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
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
import org.jboss.logging.Logger;

/**
 * How many bytes of payload are kept of each source on a day (UTC), so that nobody who may send can
 * fill the database with nonsense. Counted in memory and shared every second, since a row that all
 * inputs of a source lock would let them in one after the other; replicas together may keep what
 * comes to them within that second too much. What is rolled back stays counted.
 */
@ApplicationScoped
class KeptBytes {
  private static final Logger LOG = Logger.getLogger(KeptBytes.class);
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
   * @return false when so much is no longer kept of this source today
   */
  synchronized boolean take(String source, long bytes) {
    LocalDate today = today();
    if (!today.equals(day)) {
      bySource.clear();
      day = today;
    }
    Kept kept = bySource.computeIfAbsent(source, name -> new Kept());
    if (kept.shared + kept.own + bytes > most) {
      if (!kept.told) {
        kept.told = true;
        LOG.warnf("payloads of rejected inputs are not kept any more today source=%s", source);
      }
      return false;
    }
    kept.own += bytes;
    return true;
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

  /** Adds what this replica kept to what the others did, and learns what that is. */
  void share() {
    LocalDate of;
    Map<String, Long> news = new HashMap<>();
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
      learn(of, news, add(of, news));
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
