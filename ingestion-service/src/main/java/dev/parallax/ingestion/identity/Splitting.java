package dev.parallax.ingestion.identity;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Takes a merge back. Whoever came to be one of the customer's pseudonyms by way of the one side
 * goes with it; what joined the two sides otherwise joins them no more.
 */
@ApplicationScoped
public class Splitting {
  private final AgroalDataSource store;
  private final KnownLinks known;
  private final Clock clock;

  /**
   * A merge was taken back.
   *
   * @param version its place among merges and splits
   * @param left whom the members belonged to
   * @param root whom they belong to from now on
   */
  public record Split(long version, String left, String root, List<String> members) {}

  Splitting(AgroalDataSource store, KnownLinks known, Clock clock) {
    this.store = store;
    this.known = known;
    this.clock = clock;
  }

  /** All pseudonyms of a customer; the first is the one that stands for them. */
  public List<String> members(String cid) {
    return Sql.call(store, connection -> members(connection, cid));
  }

  private static List<String> members(Connection connection, String cid) throws SQLException {
    String root = GraphStore.roots(connection, List.of(cid)).getOrDefault(cid, cid);
    List<String> members = new ArrayList<>(List.of(root));
    try (PreparedStatement statement =
        connection.prepareStatement("select from_cid from identity_link where into_cid = ?")) {
      statement.setString(1, root);
      members.addAll(new TreeSet<>(GraphStore.strings(statement)));
    }
    return members;
  }

  /**
   * Within the current transaction, which runs alone.
   *
   * @param from the pseudonym that a merge ended
   * @return empty when none that still holds did
   */
  public Optional<Split> byEnded(String cid, String from) {
    return split(cid, "from_cid = ?", from, OptionalLong.empty());
  }

  /** The same by the merge's number in the history. */
  public Optional<Split> byMerge(String cid, long id) {
    return split(cid, "id = ?", null, OptionalLong.of(id));
  }

  private Optional<Split> split(String cid, String which, String from, OptionalLong id) {
    return Sql.call(
        store,
        connection -> {
          GraphStore.lock(connection, true);
          List<String> members = members(connection, cid);
          Optional<Tree.Edge> edge = edge(connection, members, which, from, id);
          if (edge.isEmpty()) {
            return Optional.empty();
          }
          Tree.Parts parts =
              Tree.without(edge.get(), edges(connection, members), members.getFirst());
          return Optional.of(write(connection, edge.get(), parts, members.getFirst()));
        });
  }

  private static Optional<Tree.Edge> edge(
      Connection connection, Collection<String> members, String which, String from, OptionalLong id)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select id, one_cid, other_cid from identity_history
            where kind not in ('split', 'rotation') and ended_by is null and one_cid = any(?) and %s
            order by id desc limit 1
            """
                .formatted(which))) {
      statement.setArray(1, GraphStore.text(connection, members));
      if (id.isPresent()) {
        statement.setLong(2, id.getAsLong());
      } else {
        statement.setString(2, from);
      }
      return read(statement).stream().findFirst();
    }
  }

  private static List<Tree.Edge> edges(Connection connection, Collection<String> members)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select id, one_cid, other_cid from identity_history
            where kind <> 'split' and ended_by is null and one_cid = any(?)
            """)) {
      statement.setArray(1, GraphStore.text(connection, members));
      return read(statement);
    }
  }

  private static List<Tree.Edge> read(PreparedStatement statement) throws SQLException {
    List<Tree.Edge> edges = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        edges.add(new Tree.Edge(row.getLong(1), row.getString(2), row.getString(3)));
      }
    }
    return edges;
  }

  private Split write(Connection connection, Tree.Edge edge, Tree.Parts parts, String left)
      throws SQLException {
    long version = GraphStore.versions(connection, 1).getFirst();
    boolean oneLeaves = parts.leaving().contains(edge.one());
    String leaves = oneLeaves ? edge.one() : edge.other();
    String stays = oneLeaves ? edge.other() : edge.one();
    Timestamp now = Timestamp.from(clock.instant());
    update(connection, "delete from identity_link where from_cid = ?", parts.root());
    update(
        connection,
        "update identity_link set into_cid = ? where from_cid = any(?)",
        parts.root(),
        array(connection, parts.leaving()));
    update(connection, "update identity_history set ended_by = ? where id = ?", version, edge.id());
    update(
        connection,
        """
        insert into identity_history
          (id, kind, one_cid, other_cid, from_cid, into_cid, at, recorded_at)
        values (?, 'split', ?, ?, ?, ?, ?, ?)
        """,
        version,
        leaves,
        stays,
        left,
        parts.root(),
        now,
        now);
    update(
        connection,
        """
        insert into identity_barrier (one_cid, other_cid, split_id) values (?, ?, ?)
        on conflict (one_cid, other_cid) do update set split_id = excluded.split_id
        """,
        leaves,
        stays,
        version);
    update(
        connection,
        "insert into identity_split (id, into_cid, members) values (?, ?, ?)",
        version,
        parts.root(),
        array(connection, parts.leaving()));
    return new Split(version, left, parts.root(), List.copyOf(parts.leaving()));
  }

  /** Lets two customers who were split be joined again; within the current transaction. */
  public void reconcile(String one, String other) {
    Sql.run(
        store,
        connection -> {
          GraphStore.lock(connection, true);
          Object ones = array(connection, members(connection, one));
          Object others = array(connection, members(connection, other));
          update(
              connection,
              """
              delete from identity_barrier
              where (one_cid = any(?) and other_cid = any(?)) or (one_cid = any(?) and other_cid = any(?))
              """,
              ones,
              others,
              others,
              ones);
        });
  }

  /** To be called once a split is committed; other replicas hear of it by the store. */
  public void forget(Collection<String> cids) {
    known.forget(cids);
  }

  private static Object array(Connection connection, Collection<String> cids) throws SQLException {
    return GraphStore.text(connection, cids);
  }

  private static void update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
