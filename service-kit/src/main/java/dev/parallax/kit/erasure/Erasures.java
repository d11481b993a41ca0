package dev.parallax.kit.erasure;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The table {@code erased_customer}. Whoever writes what is known of people holds the lock shared
 * and asks whom not to write; whoever erases holds it alone: otherwise what is being written while
 * a person is erased would stay.
 */
@ApplicationScoped
public class Erasures {
  private static final long LOCK = 0x657261737572L; // "erasur"

  /** So long those who come after an erasure that waits have to wait with it. */
  private static final String PATIENCE = "set local lock_timeout = '200ms'";

  private static final int LEAST_PAUSE_MILLIS = 50;
  private static final int MOST_PAUSE_MILLIS = 250;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final String LOCK_TIMED_OUT = "55P03";

  private static final String MARK =
      """
      insert into erased_customer as e (cid, erased_at)
      select cid, ? from unnest(?::text[]) as cid order by cid
      on conflict (cid) do update set erased_at = greatest(e.erased_at, excluded.erased_at)
      """;

  private final AgroalDataSource store;

  Erasures(AgroalDataSource store) {
    this.store = store;
  }

  /** Until the end of the transaction nobody is erased. */
  public void shareLock() {
    Sql.run(store, connection -> lock(connection, "select pg_advisory_xact_lock_shared(?)"));
  }

  /**
   * The same for what was received a while ago, such as the rows of a file.
   *
   * @return those of whom nothing must be written that was received then
   */
  public ErasedSince shareLock(Instant receivedAt) {
    shareLock();
    return new ErasedSince(since(receivedAt).keySet());
  }

  /**
   * The same for what is about known people and was asked for a moment ago.
   *
   * @param since when it was asked for
   * @throws RuntimeException a 409 problem where one of them was erased since
   */
  public void shareLock(Collection<String> cids, Instant since) {
    shareLock();
    if (among(cids).values().stream().anyMatch(at -> !at.isBefore(since))) {
      throw Problems.conflict(
          "erased-meanwhile",
          "the person was erased while this was on its way; send it again if it is said of whom"
              + " they are from now on");
    }
  }

  /**
   * Until the end of the transaction nobody else writes what is known of people. Some who write
   * take a minute, such as an import whose broker is slow; everybody who comes after one that waits
   * for the lock waits behind it. So it waits only for moments, and lets others pass in between.
   *
   * @throws StoreException where it never was the moment; a later one may be ({@code Outage})
   */
  public void lock() {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!tryLock()) {
      if (System.nanoTime() >= end) {
        throw new StoreException(
            new SQLException("what is known of people is written without a break", LOCK_TIMED_OUT));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(
            ThreadLocalRandom.current().nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the lock", e);
      }
    }
  }

  private boolean tryLock() {
    return Sql.call(
        store,
        connection -> {
          execute(connection, "savepoint erasure");
          execute(connection, PATIENCE);
          try {
            lock(connection, "select pg_advisory_xact_lock(?)");
          } catch (SQLException e) {
            if (!LOCK_TIMED_OUT.equals(e.getSQLState())) {
              throw e;
            }
            execute(connection, "rollback to savepoint erasure");
            execute(connection, "release savepoint erasure");
            return false;
          }
          execute(connection, "set local lock_timeout to default");
          execute(connection, "release savepoint erasure");
          return true;
        });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void lock(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /** Remembers, with the lock held, that these were erased. */
  public void mark(Collection<String> cids, Instant at) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(MARK)) {
            statement.setTimestamp(1, Timestamp.from(at));
            statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
            statement.executeUpdate();
          }
        });
  }

  /** Those of them who were erased, and when. */
  public Map<String, Instant> among(Collection<String> cids) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select cid, erased_at from erased_customer where cid = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            return read(statement);
          }
        });
  }

  /** Everybody who was erased since then. */
  public Map<String, Instant> since(Instant moment) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select cid, erased_at from erased_customer where erased_at >= ?")) {
            statement.setTimestamp(1, Timestamp.from(moment));
            return read(statement);
          }
        });
  }

  private static Map<String, Instant> read(PreparedStatement statement) throws SQLException {
    Map<String, Instant> erased = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        erased.put(row.getString(1), row.getTimestamp(2).toInstant());
      }
    }
    return erased;
  }

  /**
   * Without what is about somebody who was erased after it was known; within the transaction that
   * writes the rest.
   *
   * @param eventOf the event of an entry, null for what is about nobody
   */
  public <T> List<T> without(List<T> entries, Function<T, Object> eventOf) {
    List<String> cids =
        entries.stream()
            .map(eventOf)
            .filter(PersonalEvent.class::isInstance)
            .flatMap(event -> ((PersonalEvent) event).customers().stream())
            .distinct()
            .toList();
    if (cids.isEmpty()) {
      return entries;
    }
    shareLock();
    Map<String, Instant> erased = among(cids);
    return erased.isEmpty()
        ? entries
        : entries.stream().filter(entry -> !isErased(eventOf.apply(entry), erased)).toList();
  }

  private static boolean isErased(Object event, Map<String, Instant> erased) {
    return event instanceof PersonalEvent personal
        && personal.customers().stream()
            .map(erased::get)
            .anyMatch(at -> at != null && !personal.knownAt().isAfter(at));
  }
}
