package dev.parallax.ingestion.profile;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The rows of the table {@code customer}, locked, changed and written within a transaction; what
 * consumers would see goes to the outbox with it.
 */
@ApplicationScoped
class ProfileRows {
  private static final String ENSURE =
      """
      insert into customer (cid, state, changed_at)
      select cid, '{}'::jsonb, ? from unnest(?::text[]) as cid order by cid
      on conflict do nothing
      """;
  private static final String LOCK =
      "select cid, state, version from customer where cid = any(?) order by cid for update";
  private static final String UPDATE =
      """
      update customer c set state = n.state::jsonb, version = n.version, changed_at = ?
      from unnest(?::text[], ?::text[], ?::bigint[]) as n (cid, state, version)
      where c.cid = n.cid
      """;

  private final Outbox outbox;
  private final AnswerHistory history;
  private final PlannedCalls planned;
  private final ConsentPolicy policy;
  private final Clock clock;

  /** A row as read, and whether consumers would see a difference since. */
  static final class Row {
    final ProfileState state;
    private final long version;
    boolean changed;

    private Row(ProfileState state, long version) {
      this.state = state;
      this.version = version;
    }

    long nextVersion() {
      return changed ? version + 1 : version;
    }
  }

  ProfileRows(
      Outbox outbox,
      AnswerHistory history,
      PlannedCalls planned,
      ConsentPolicy policy,
      Clock clock) {
    this.outbox = outbox;
    this.history = history;
    this.planned = planned;
    this.policy = policy;
    this.clock = clock;
  }

  void remember(Connection connection, Collection<Row> rows) throws SQLException {
    List<GivenAnswer> given = rows.stream().flatMap(row -> row.state.given().stream()).toList();
    if (!given.isEmpty()) {
      history.add(connection, given);
    }
  }

  /** Rows must be there to be locked; otherwise an answer that comes meanwhile would be lost. */
  Map<String, Row> own(Connection connection, Collection<String> cids) throws SQLException {
    ensure(connection, cids);
    return lock(connection, cids);
  }

  void ensure(Connection connection, Collection<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
      statement.setTimestamp(1, Timestamp.from(clock.instant()));
      statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }

  static Map<String, Row> lock(Connection connection, Collection<String> cids) throws SQLException {
    Map<String, Row> rows = HashMap.newHashMap(cids.size());
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.put(row.getString(1), new Row(ProfileState.parse(row.getString(2)), row.getLong(3)));
        }
      }
    }
    return rows;
  }

  /** The row as it is announced. */
  CustomerProfileChanged event(String cid, Row row, Instant at) {
    return row.state.toEvent(cid, row.nextVersion(), at, planned.ofTraits(), policy);
  }

  int write(Connection connection, Map<String, Row> rows) throws SQLException {
    Instant now = clock.instant();
    return write(connection, rows, cid -> now);
  }

  /**
   * @return how many were announced
   */
  int write(Connection connection, Map<String, Row> rows, Function<String, Instant> at)
      throws SQLException {
    List<String> cids = new ArrayList<>(rows.size());
    List<String> states = new ArrayList<>(rows.size());
    List<Long> versions = new ArrayList<>(rows.size());
    List<CustomerProfileChanged> events = new ArrayList<>(rows.size());
    new TreeMap<>(rows)
        .forEach(
            (cid, row) -> {
              if (row.changed || row.state.isDirty()) { // An announcement takes a version.
                cids.add(cid);
                states.add(row.state.toJson());
                versions.add(row.nextVersion());
              }
              if (row.changed) {
                events.add(event(cid, row, at.apply(cid)));
              }
            });
    if (cids.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      statement.setTimestamp(1, Timestamp.from(clock.instant()));
      statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
      statement.setArray(3, connection.createArrayOf("text", states.toArray()));
      statement.setArray(4, connection.createArrayOf("bigint", versions.toArray()));
      statement.executeUpdate();
    }
    outbox.addAll(Topics.CUSTOMER_PROFILES, events);
    return events.size();
  }
}
