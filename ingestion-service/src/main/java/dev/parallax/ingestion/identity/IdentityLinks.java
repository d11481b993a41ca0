package dev.parallax.ingestion.identity;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table {@code identity_link}: a forest of height one, kept flat so that a look-up is one step.
 * Visitors who sign in are the many; they run side by side under a shared lock. An alias may join
 * two trees and takes the lock alone.
 */
@ApplicationScoped
public class IdentityLinks {
  private static final long LOCK = 0x6964656e74697479L; // "identity"
  private static final int WARM_UP = 50_000;
  private static final String FIND =
      "select from_cid, into_cid from identity_link where from_cid = any(?)";
  private static final String INSERT =
      """
      insert into identity_link (from_cid, into_cid, linked_at) values (?, ?, ?)
      on conflict (from_cid) do nothing
      """;
  private static final String REPOINT =
      "update identity_link set into_cid = ? where into_cid = ? and from_cid <> ?";

  private final AgroalDataSource store;
  private final Outbox outbox;
  private final KnownLinks known;
  private final Clock clock;

  /**
   * What came of linking.
   *
   * @param merges new ones, each with the cid at the end of its chain
   * @param all how every asked cid stands now, new or old; to be remembered after the commit
   */
  public record Linked(Map<String, String> merges, Map<String, String> all) {}

  IdentityLinks(AgroalDataSource store, Outbox outbox, KnownLinks known, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.known = known;
    this.clock = clock;
  }

  void warmUp(@Observes StartupEvent event) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select from_cid, into_cid from identity_link order by linked_at desc limit ?")) {
            statement.setInt(1, WARM_UP);
            known.remember(read(statement));
          }
        });
  }

  /** Stores links and announces each new merge once; within the current transaction. */
  public Linked link(Collection<Link> links) {
    if (links.isEmpty()) {
      return new Linked(Map.of(), Map.of());
    }
    return Sql.call(
        store,
        connection -> {
          lock(connection, links.stream().anyMatch(Link::union));
          Map<String, String> roots =
              roots(
                  connection,
                  links.stream().flatMap(link -> Stream.of(link.from(), link.into())).toList());
          Map<String, String> merges = new LinkedHashMap<>();
          List<IdentitiesMerged> events = new ArrayList<>();
          Instant now = clock.instant();
          for (Link link : links) {
            String into = roots.getOrDefault(link.into(), link.into());
            String from = link.union() ? roots.getOrDefault(link.from(), link.from()) : link.from();
            if (from.equals(into) || (!link.union() && roots.containsKey(from))) {
              continue;
            }
            if (!insert(connection, from, into, link)) {
              continue; // Another replica was faster; its link is read on the next call.
            }
            if (link.union()) {
              repoint(connection, from, into, roots);
            }
            roots.put(from, into);
            merges.put(from, into);
            // Two who were erased may be linked again: that is another merge.
            String id = "merge:" + from + ":" + now.toEpochMilli();
            events.add(new IdentitiesMerged(id, from, into, link.at(), now));
          }
          outbox.addAll(Topics.IDENTITY_MERGES, events);
          merges.replaceAll((from, into) -> roots.get(from));
          return new Linked(merges, roots);
        });
  }

  private static void lock(Connection connection, boolean exclusive) throws SQLException {
    String sql =
        exclusive ? "select pg_advisory_xact_lock(?)" : "select pg_advisory_xact_lock_shared(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /** Whom those are from now on who were merged; within the current transaction. */
  public Map<String, String> roots(Collection<String> cids) {
    return Sql.call(store, connection -> roots(connection, cids));
  }

  private static Map<String, String> roots(Connection connection, Collection<String> cids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      return read(statement);
    }
  }

  private static boolean insert(Connection connection, String from, String into, Link link)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, from);
      statement.setString(2, into);
      statement.setTimestamp(3, Timestamp.from(link.at()));
      return statement.executeUpdate() == 1;
    }
  }

  /** Whoever was merged into {@code from} before is from now on {@code into} too. */
  private static void repoint(
      Connection connection, String from, String into, Map<String, String> roots)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REPOINT)) {
      statement.setString(1, into);
      statement.setString(2, from);
      statement.setString(3, into);
      statement.executeUpdate();
    }
    roots.replaceAll((cid, root) -> root.equals(from) ? into : root);
  }

  private static Map<String, String> read(PreparedStatement statement) throws SQLException {
    Map<String, String> links = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        links.put(row.getString(1), row.getString(2));
      }
    }
    return links;
  }
}
