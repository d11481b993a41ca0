package dev.parallax.ingestion.identity;

import dev.parallax.kit.store.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the part of the graph that some words are about, and writes what came of them. */
final class GraphStore {
  private static final String LOCK = "select pg_advisory_xact_lock(?)";
  private static final String LOCK_SHARED = "select pg_advisory_xact_lock_shared(?)";
  private static final long IDENTITY = 0x6964656e74697479L; // "identity"

  private static final String ROOTS =
      "select from_cid, into_cid from identity_link where from_cid = any(?)";

  private static final String OWNERS =
      "select iid, cid from identity_identifier where iid = any(?)";

  private static final String APART =
      """
      select coalesce(o.into_cid, b.one_cid), coalesce(t.into_cid, b.other_cid)
      from identity_barrier b
      left join identity_link o on o.from_cid = b.one_cid
      left join identity_link t on t.from_cid = b.other_cid
      where coalesce(o.into_cid, b.one_cid) = any(?) or coalesce(t.into_cid, b.other_cid) = any(?)
      """;

  private static final String VALUES =
      """
      select r.root, i.type, i.iid
      from (select root, root as cid from unnest(?::text[]) as root
            union all
            select into_cid, from_cid from identity_link where into_cid = any(?)) r
      join identity_identifier i on i.cid = r.cid
      """;

  private static final String CUSTOMERS_OF_OTHERS =
      """
      select root from unnest(?::text[]) as root
      where exists (select from identity_link where into_cid = root)
      """;

  private GraphStore() {}

  /**
   * @param alone whether nobody else may change the graph until the transaction ends; else visitors
   *     may sign in meanwhile
   */
  static void lock(Connection connection, boolean alone) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(alone ? LOCK : LOCK_SHARED)) {
      statement.setLong(1, IDENTITY);
      statement.execute();
    }
  }

  /** Call with the lock held. */
  static Graph read(Connection connection, Collection<Link> links, Collection<Given> givens)
      throws SQLException {
    Map<String, Set<String>> owners = owners(connection, givens);
    Set<String> cids = new HashSet<>();
    for (Link link : links) {
      cids.add(link.one());
      cids.add(link.other());
    }
    givens.forEach(given -> cids.add(given.cid()));
    owners.values().forEach(cids::addAll);
    Map<String, String> stored = roots(connection, cids);
    Set<String> roots = new HashSet<>();
    cids.forEach(cid -> roots.add(stored.getOrDefault(cid, cid)));
    return new Graph(
        stored,
        apart(connection, roots),
        owners,
        givens.isEmpty() ? new HashMap<>() : values(connection, roots));
  }

  static Map<String, String> roots(Connection connection, Collection<String> cids)
      throws SQLException {
    Map<String, String> roots = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ROOTS)) {
      statement.setArray(1, text(connection, cids));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          roots.put(row.getString(1), row.getString(2));
        }
      }
    }
    return roots;
  }

  private static Map<String, Set<String>> owners(Connection connection, Collection<Given> givens)
      throws SQLException {
    Map<String, Set<String>> owners = new HashMap<>();
    if (givens.isEmpty()) {
      return owners;
    }
    Set<String> values = new HashSet<>();
    givens.forEach(given -> values.addAll(given.pseudonyms()));
    try (PreparedStatement statement = connection.prepareStatement(OWNERS)) {
      statement.setArray(1, text(connection, values));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          owners.computeIfAbsent(row.getString(1), iid -> new HashSet<>()).add(row.getString(2));
        }
      }
    }
    return owners;
  }

  private static Map<String, Set<String>> apart(Connection connection, Set<String> roots)
      throws SQLException {
    Map<String, Set<String>> apart = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(APART)) {
      statement.setArray(1, text(connection, roots));
      statement.setArray(2, text(connection, roots));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String one = row.getString(1);
          String other = row.getString(2);
          apart.computeIfAbsent(one, cid -> new HashSet<>()).add(other);
          apart.computeIfAbsent(other, cid -> new HashSet<>()).add(one);
        }
      }
    }
    return apart;
  }

  private static Map<String, Map<String, Set<String>>> values(
      Connection connection, Set<String> roots) throws SQLException {
    Map<String, Map<String, Set<String>>> values = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(VALUES)) {
      statement.setArray(1, text(connection, roots));
      statement.setArray(2, text(connection, roots));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          values
              .computeIfAbsent(row.getString(1), root -> new HashMap<>())
              .computeIfAbsent(row.getString(2), type -> new HashSet<>())
              .add(row.getString(3));
        }
      }
    }
    return values;
  }

  /** Which of these others were merged into. */
  static Set<String> withMembers(Connection connection, Collection<String> roots)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CUSTOMERS_OF_OTHERS)) {
      statement.setArray(1, text(connection, roots));
      return strings(statement);
    }
  }

  /**
   * @return whether each was new; where not, another replica was faster
   */
  static boolean addOwners(Connection connection, Graph graph, Instant now) throws SQLException {
    List<Given> news = graph.newOwners();
    if (news.isEmpty()) {
      return true;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into identity_identifier (iid, cid, type, seen_at, first)
            select iid, cid, type, ?, not exists (
                select from identity_identifier i where i.iid = n.iid)
              and row_number() over (partition by iid order by cid) = 1
            from unnest(?::text[], ?::text[], ?::text[]) as n (iid, cid, type)
            order by iid, cid
            on conflict do nothing
            """)) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setArray(2, text(connection, news.stream().map(Given::pseudonym).toList()));
      statement.setArray(3, text(connection, news.stream().map(Given::cid).toList()));
      statement.setArray(4, text(connection, news.stream().map(Given::type).toList()));
      return statement.executeUpdate() == news.size();
    }
  }

  /**
   * @return those that are new; where one is not, another replica was faster
   */
  static Set<String> addLinks(Connection connection, Graph graph) throws SQLException {
    List<Merge> merges = graph.merges();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into identity_link (from_cid, into_cid, linked_at)
            select f, t, at from unnest(?::text[], ?::text[], ?::timestamptz[]) as n (f, t, at)
            order by f
            on conflict (from_cid) do nothing returning from_cid
            """)) {
      Columns.of(statement, merges)
          .add("text", Merge::from)
          .add("text", merge -> graph.root(merge.from()))
          .add("timestamptz", merge -> merge.at().toString());
      return strings(statement);
    }
  }

  /** Whoever was merged into one that ends goes with it. */
  static void repoint(Connection connection, Graph graph) throws SQLException {
    Map<String, String> ended = new TreeMap<>();
    graph.merges().forEach(merge -> ended.put(merge.from(), graph.root(merge.from())));
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update identity_link l set into_cid = m.t
            from unnest(?::text[], ?::text[]) as m (f, t) where l.into_cid = m.f
            """)) {
      statement.setArray(1, text(connection, ended.keySet()));
      statement.setArray(2, text(connection, ended.values()));
      statement.executeUpdate();
    }
  }

  /**
   * @return their versions, in the same order
   */
  static List<Long> addHistory(Connection connection, List<Merge> merges, Instant now)
      throws SQLException {
    List<Long> versions = versions(connection, merges.size());
    int[] next = {0};
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into identity_history
              (id, kind, identifier, one_cid, other_cid, from_cid, into_cid, at, recorded_at)
            select id, kind, identifier, one, other, f, t, at, '%s'
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::timestamptz[]) as n (id, kind, identifier, one, other, f, t, at)
            """
                .formatted(now))) {
      Columns.of(statement, merges)
          .add("bigint", merge -> versions.get(next[0]++))
          .add("text", merge -> merge.why().wireName())
          .add("text", Merge::identifier)
          .add("text", Merge::one)
          .add("text", Merge::other)
          .add("text", Merge::from)
          .add("text", Merge::into)
          .add("timestamptz", merge -> merge.at().toString());
      statement.executeUpdate();
    }
    return versions;
  }

  /** The next numbers in the order of merges and splits. */
  static List<Long> versions(Connection connection, int count) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select nextval('identity_version') from generate_series(1, ?)")) {
      statement.setInt(1, count);
      List<Long> versions = new ArrayList<>(count);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.add(row.getLong(1));
        }
      }
      return versions;
    }
  }

  /** The first column. */
  static Set<String> strings(PreparedStatement statement) throws SQLException {
    Set<String> strings = new HashSet<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        strings.add(row.getString(1));
      }
    }
    return strings;
  }

  static java.sql.Array text(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
