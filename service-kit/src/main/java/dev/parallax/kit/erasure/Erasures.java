package dev.parallax.kit.erasure;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The table {@code erased_customer}. Whoever writes what is known of people holds the lock shared
 * and asks whom not to write; whoever erases holds it alone: otherwise what is being written while
 * a person is erased would stay.
 */
@ApplicationScoped
public class Erasures {
  private static final long LOCK = 0x657261737572L; // "erasur"

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
    lock("select pg_advisory_xact_lock_shared(?)");
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

  /** Until the end of the transaction nobody else writes what is known of people. */
  public void lock() {
    lock("select pg_advisory_xact_lock(?)");
  }

  private void lock(String sql) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            statement.execute();
          }
        });
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
