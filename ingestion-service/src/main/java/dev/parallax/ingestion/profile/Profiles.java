package dev.parallax.ingestion.profile;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
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
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table {@code customer}; announces every change by the outbox, whole and in order per
 * customer.
 */
@ApplicationScoped
public class Profiles {
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

  private final AgroalDataSource store;
  private final Outbox outbox;
  private final Clock clock;

  /** A row as read, and whether consumers would see a difference since. */
  private static final class Row {
    private final ProfileState state;
    private final long version;
    private boolean changed;

    private Row(ProfileState state, long version) {
      this.state = state;
      this.version = version;
    }

    private long nextVersion() {
      return changed ? version + 1 : version;
    }
  }

  Profiles(AgroalDataSource store, Outbox outbox, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Applies updates within the current transaction; what changes nothing is not announced. */
  public int apply(Collection<ProfileUpdate> updates) {
    SequencedMap<String, List<ProfileUpdate>> byCustomer = new TreeMap<>();
    for (ProfileUpdate update : updates) {
      if (!update.isEmpty()) {
        byCustomer.computeIfAbsent(update.cid(), cid -> new ArrayList<>()).add(update);
      }
    }
    if (byCustomer.isEmpty()) {
      return 0;
    }
    return Sql.call(
        store,
        connection -> {
          ensure(connection, byCustomer.keySet());
          Map<String, Row> rows = lock(connection, byCustomer.keySet());
          byCustomer.forEach(
              (cid, ofOne) -> {
                Row row = rows.get(cid);
                ofOne.forEach(update -> row.changed |= row.state.apply(update));
              });
          return write(connection, rows);
        });
  }

  /**
   * Gives what is known of merged customers to those they are from now on; within the current
   * transaction.
   *
   * @param merges from cid to into cid
   */
  public void absorb(Map<String, String> merges) {
    if (merges.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          Map<String, Row> from = lock(connection, new TreeSet<>(merges.keySet()));
          if (from.isEmpty()) {
            return;
          }
          TreeSet<String> heirs = new TreeSet<>();
          from.keySet().forEach(cid -> heirs.add(merges.get(cid)));
          ensure(connection, heirs);
          Map<String, Row> into = lock(connection, heirs);
          from.forEach(
              (cid, row) -> {
                Row heir = into.get(merges.get(cid));
                heir.changed |= heir.state.absorb(row.state);
              });
          write(connection, into);
        });
  }

  private void ensure(Connection connection, Collection<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
      statement.setTimestamp(1, Timestamp.from(clock.instant()));
      statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }

  private static Map<String, Row> lock(Connection connection, Collection<String> cids)
      throws SQLException {
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

  /**
   * @return how many were announced
   */
  private int write(Connection connection, Map<String, Row> rows) throws SQLException {
    Instant now = clock.instant();
    List<String> cids = new ArrayList<>(rows.size());
    List<String> states = new ArrayList<>(rows.size());
    List<Long> versions = new ArrayList<>(rows.size());
    List<CustomerProfileChanged> events = new ArrayList<>(rows.size());
    new TreeMap<>(rows)
        .forEach(
            (cid, row) -> {
              if (row.state.isDirty()) {
                cids.add(cid);
                states.add(row.state.toJson());
                versions.add(row.nextVersion());
              }
              if (row.changed) {
                events.add(row.state.toEvent(cid, row.nextVersion(), now));
              }
            });
    if (cids.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
      statement.setArray(3, connection.createArrayOf("text", states.toArray()));
      statement.setArray(4, connection.createArrayOf("bigint", versions.toArray()));
      statement.executeUpdate();
    }
    outbox.addAll(Topics.CUSTOMER_PROFILES, events);
    return events.size();
  }
}
