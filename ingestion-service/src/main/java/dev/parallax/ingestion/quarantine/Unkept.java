package dev.parallax.ingestion.quarantine;

import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What is rejected beyond what is kept of a source on a day: only counted, by cause and hour.
 * Counted in memory and added to the table {@code rejected_unkept} every second; a process that is
 * killed takes a second of counts with it.
 */
@ApplicationScoped
class Unkept {
  private static final Logger LOG = Logger.getLogger(Unkept.class);

  /** Strangers name fields; whoever names more of them fills no table with them. */
  private static final int MOST_CAUSES = 200;

  private static final String OTHER = "(other)";
  private static final String ADD =
      """
      insert into rejected_unkept as u (hour, source, kind, code, place, count)
      select * from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
      on conflict (hour, source, kind, code, place) do update set count = u.count + excluded.count
      """;

  private final AgroalDataSource store;
  private final MeterRegistry metrics;
  private final Map<Cause, AtomicLong> counts = new HashMap<>();
  private final Map<String, AtomicLong> causesBySource = new HashMap<>();
  private Instant hour = Instant.EPOCH;

  private record Cause(Instant hour, String source, String kind, String code, String place) {}

  private record Counted(Cause cause, long count) {}

  Unkept(AgroalDataSource store, MeterRegistry metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  void count(Rejection rejection) {
    metrics.counter("parallax.ingestion.rejected.unkept", "source", rejection.source()).increment();
    Mistake first = rejection.mistakes().getFirst();
    add(
        new Cause(
            rejection.receivedAt().truncatedTo(ChronoUnit.HOURS),
            rejection.source(),
            rejection.kind(),
            first.code().wireName(),
            Selection.place(first.field())),
        1);
  }

  private synchronized void add(Cause cause, long more) {
    if (cause.hour().isAfter(hour)) {
      hour = cause.hour();
      counts.values().removeIf(count -> count.get() == 0);
      causesBySource.clear();
    }
    AtomicLong known = counts.get(cause);
    if (known == null) {
      long causes =
          causesBySource
              .computeIfAbsent(cause.source(), name -> new AtomicLong())
              .incrementAndGet();
      Cause counted =
          causes <= MOST_CAUSES
              ? cause
              : new Cause(cause.hour(), cause.source(), cause.kind(), cause.code(), OTHER);
      known = counts.computeIfAbsent(counted, name -> new AtomicLong());
    }
    known.addAndGet(more);
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    try {
      share();
    } catch (StoreException e) {
      LOG.debugf("counts are stored later, the database is away cause=%s", e.getMessage());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    tick();
  }

  /** Stores what was counted since the last time. */
  void share() {
    List<Counted> news = takeNews();
    if (news.isEmpty()) {
      return;
    }
    try {
      QuarkusTransaction.requiringNew().run(() -> store(news));
    } catch (RuntimeException e) {
      news.forEach(counted -> add(counted.cause(), counted.count()));
      throw e;
    }
  }

  /** In one order, so that two replicas never wait for each other in a circle. */
  private synchronized List<Counted> takeNews() {
    return counts.entrySet().stream()
        .map(entry -> new Counted(entry.getKey(), entry.getValue().getAndSet(0)))
        .filter(counted -> counted.count() > 0)
        .sorted(Comparator.comparing(counted -> counted.cause().toString()))
        .toList();
  }

  private void store(List<Counted> news) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            Columns.of(statement, news)
                .add("timestamptz", counted -> Timestamp.from(counted.cause().hour()))
                .add("text", counted -> counted.cause().source())
                .add("text", counted -> counted.cause().kind())
                .add("text", counted -> counted.cause().code())
                .add("text", counted -> counted.cause().place())
                .add("bigint", Counted::count);
            statement.executeUpdate();
          }
        });
  }

  /** Forgets what was counted in the hours before. */
  void deleteBefore(Instant time) {
    Sql.update(store, "delete from rejected_unkept where hour < ?", Timestamp.from(time));
  }
}
