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
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The weeks of {@code exposure}. Dropping one takes no time, however much is in it; deleting rows
 * would write every one of them once more.
 *
 * <p>Each answer to a customer reads the table. So a week is made aside and attached, and detached
 * concurrently before it is dropped: neither takes a lock that a reader waits for, as {@code create
 * table … partition of} and {@code drop table} would.
 */
@ApplicationScoped
class Partitions {
  private static final Logger LOG = Logger.getLogger(Partitions.class);
  private static final long LOCK = 0x7765656b73L; // "weeks"
  private static final long FORGETTING = LOCK + 1;
  private static final int WEEKS_AHEAD = 2;
  private static final int PIECE = 10_000;
  private static final String PREFIX = "exposure_";
  private static final DateTimeFormatter NAME = DateTimeFormatter.BASIC_ISO_DATE;

  /** Attached or not: a process that was killed may have left one in between. */
  private static final String WEEKS =
      """
      select c.relname, i.inhrelid is not null, coalesce(i.inhdetachpending, false)
      from pg_class c left join pg_inherits i on i.inhrelid = c.oid
      where c.relnamespace = (select relnamespace from pg_class where oid = 'exposure'::regclass)
        and c.relkind = 'r' and c.relname ~ '^exposure_[0-9]{8}$' order by c.relname
      """;

  private static final String FORGET =
      "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s < ?::timestamptz"
          + " limit "
          + PIECE
          + "))";

  private final AgroalDataSource store;
  private final ExposureConfig config;
  private final SeenLists seen;
  private final Clock clock;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  private record Week(String table, boolean attached, boolean detaching) {
    LocalDate from() {
      return LocalDate.parse(table.substring(PREFIX.length()), NAME);
    }
  }

  Partitions(AgroalDataSource store, ExposureConfig config, SeenLists seen, Clock clock) {
    this.store = store;
    this.config = config;
    this.seen = seen;
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
      String table = PREFIX + NAME.format(week);
      if (weeks(connection).stream().anyMatch(w -> w.table().equals(table) && w.attached())) {
        return;
      }
      create.execute(
          "create table if not exists %s (like exposure including all)".formatted(table));
      create.execute(
          "alter table exposure attach partition %s for values from ('%sT00:00Z') to ('%sT00:00Z')"
              .formatted(table, week, week.plusWeeks(1)));
    }
  }

  /** The weeks to come are there before anybody waits for them; what is too old is dropped. */
  @Scheduled(every = "1h", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tend() {
    Instant now = clock.instant();
    for (int ahead = 0; ahead <= WEEKS_AHEAD; ahead++) {
      ensure(now.plus(7L * ahead, ChronoUnit.DAYS));
    }
    forgetBefore(now.minus(config.retention()));
    seen.forgetUnlisted(now);
  }

  /**
   * Whole weeks that ended before; what followed from their lists goes with them. Not within a
   * transaction: to detach waits for those that read, and each piece is deleted by itself. Of two
   * replicas one does it.
   */
  void forgetBefore(Instant oldest) {
    Sql.run(
        store,
        connection -> {
          if (!locked(connection, "select pg_try_advisory_lock(?)")) {
            return;
          }
          try {
            forget(connection, week(oldest));
          } finally {
            locked(connection, "select pg_advisory_unlock(?)");
          }
        });
  }

  private static boolean locked(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, FORGETTING);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void forget(Connection connection, LocalDate first) throws SQLException {
    for (Week week : weeks(connection)) {
      if (week.detaching()) { // Only one may be on its way.
        execute(
            connection,
            "alter table exposure detach partition %s finalize".formatted(week.table()));
      }
    }
    for (Week week : weeks(connection)) {
      if (week.from().isBefore(first)) {
        known.remove(week.from());
        if (week.attached()) {
          execute(
              connection,
              "alter table exposure detach partition %s concurrently".formatted(week.table()));
        }
        execute(connection, "drop table " + week.table());
        LOG.infof("exposures forgotten week=%s", week.from());
      }
    }
    String start = first + "T00:00Z";
    pieces(connection, FORGET.formatted("outcome", "shown_at"), start);
    pieces(connection, FORGET.formatted("seen", "reported_at"), start);
  }

  private static void pieces(Connection connection, String sql, String start) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setString(1, start);
      while (delete.executeUpdate() == PIECE) {
        // The next piece, in a transaction of its own.
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Week> weeks(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WEEKS);
        ResultSet row = statement.executeQuery()) {
      List<Week> weeks = new ArrayList<>();
      while (row.next()) {
        weeks.add(new Week(row.getString(1), row.getBoolean(2), row.getBoolean(3)));
      }
      return weeks;
    }
  }

  private static LocalDate week(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
