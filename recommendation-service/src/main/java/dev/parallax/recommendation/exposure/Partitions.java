package dev.parallax.recommendation.exposure;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The weeks of {@code exposure}. Dropping one takes no time, however much is in it; deleting rows
 * would write every one of them once more.
 */
@ApplicationScoped
class Partitions {
  private static final Logger LOG = Logger.getLogger(Partitions.class);
  private static final long LOCK = 0x7765656b73L; // "weeks"
  private static final String PREFIX = "exposure_";
  private static final DateTimeFormatter NAME = DateTimeFormatter.BASIC_ISO_DATE;

  private final AgroalDataSource store;
  private final ExposureConfig config;
  private final Clock clock;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  Partitions(AgroalDataSource store, ExposureConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** Makes the week of that time if it is not there, in a transaction of its own. */
  void ensure(Instant at) {
    LocalDate week = week(at);
    if (known.contains(week)) {
      return;
    }
    QuarkusTransaction.requiringNew().run(() -> Sql.run(store, c -> create(c, week)));
    known.add(week);
  }

  private static void create(Connection connection, LocalDate week) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)");
        Statement create = connection.createStatement()) {
      lock.setLong(1, LOCK);
      lock.execute();
      create.execute(
          "create table if not exists %s%s partition of exposure for values from ('%sT00:00Z') to ('%sT00:00Z')"
              .formatted(PREFIX, NAME.format(week), week, week.plusWeeks(1)));
    }
  }

  /** The week to come is there before anybody waits for it; what is too old is dropped. */
  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tend() {
    ensure(clock.instant().plus(Duration.ofDays(1)));
    forgetBefore(clock.instant().minus(config.retention()));
  }

  /** Whole weeks that ended before; what followed from their lists goes with them. */
  void forgetBefore(Instant oldest) {
    QuarkusTransaction.requiringNew().run(() -> Sql.run(store, c -> forget(c, oldest)));
  }

  private void forget(Connection connection, Instant oldest) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.execute();
    }
    LocalDate first = week(oldest);
    for (String table : tables(connection)) {
      LocalDate week = LocalDate.parse(table.substring(PREFIX.length()), NAME);
      if (week.isBefore(first)) {
        try (Statement drop = connection.createStatement()) {
          drop.execute("set local lock_timeout = '5s'"); // Or it is tried again an hour later.
          drop.execute("drop table " + table);
        }
        known.remove(week);
        LOG.infof("exposures forgotten week=%s", week);
      }
    }
    Timestamp start = Timestamp.from(first.atStartOfDay(ZoneOffset.UTC).toInstant());
    for (String sql :
        List.of(
            "delete from outcome where shown_at < ?", "delete from seen where reported_at < ?")) {
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setTimestamp(1, start);
        delete.executeUpdate();
      }
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'exposure'::regclass");
        ResultSet row = statement.executeQuery()) {
      List<String> tables = new ArrayList<>();
      while (row.next()) {
        tables.add(row.getString(1));
      }
      return tables;
    }
  }

  private static LocalDate week(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
