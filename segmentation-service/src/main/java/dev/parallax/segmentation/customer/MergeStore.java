package dev.parallax.segmentation.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves everything of one pseudonym to another, once, and leaves a redirect for what comes later. A
 * pseudonym that is merged again (two people on one device) sends only its later events to the
 * second: what it did before is the first one's by then.
 */
@ApplicationScoped
class MergeStore {
  /** In this order; each gets two arrays, from and into. */
  private static final List<String> MOVE =
      List.of(
          """
          delete from purchase p using unnest(?::text[], ?::text[]) as m (f, t), purchase q
          where p.cid = m.f and q.cid = m.t and q.purchase_id = p.purchase_id
            and (q.occurred_at, q.event_id) >= (p.occurred_at, p.event_id)
          """,
          """
          delete from purchase q using unnest(?::text[], ?::text[]) as m (f, t), purchase p
          where p.cid = m.f and q.cid = m.t and q.purchase_id = p.purchase_id
          """,
          """
          update purchase p set cid = m.t from unnest(?::text[], ?::text[]) as m (f, t)
          where p.cid = m.f
          """,
          """
          delete from rating r using unnest(?::text[], ?::text[]) as m (f, t), rating q
          where r.cid = m.f and q.cid = m.t and q.event_id = r.event_id
          """,
          """
          update rating r set cid = m.t from unnest(?::text[], ?::text[]) as m (f, t)
          where r.cid = m.f
          """,
          """
          update customer c set
            traits = case when coalesce(o.profile_at > c.profile_at, c.profile_at is null)
              then c.traits || o.traits else o.traits || c.traits end,
            profile_id = case when coalesce(o.profile_at > c.profile_at, c.profile_at is null)
              then o.profile_id else c.profile_id end,
            profile_at = greatest(o.profile_at, c.profile_at),
            analytics = case
              when coalesce(o.analytics_at > c.analytics_at, c.analytics_at is null)
              then o.analytics else c.analytics end,
            analytics_at = greatest(o.analytics_at, c.analytics_at)
          from unnest(?::text[], ?::text[]) as m (f, t) join customer o on o.cid = m.f
          where c.cid = m.t
          """,
          """
          delete from customer c using unnest(?::text[], ?::text[]) as m (f, t) where c.cid = m.f
          """);

  private final AgroalDataSource store;
  private final StaleCustomers stale;

  MergeStore(AgroalDataSource store, StaleCustomers stale) {
    this.store = store;
    this.stale = stale;
  }

  /**
   * Call with the exclusive lock of {@link Identities} held.
   *
   * @param merges in the log's order
   */
  void merge(List<IdentitiesMerged> merges) {
    Sql.run(
        store,
        connection -> {
          Map<String, String> redirects = redirects(connection, merges);
          Set<String> moved = new LinkedHashSet<>();
          for (IdentitiesMerged merge : merges) {
            String root = root(redirects, merge.into());
            if (!root.equals(merge.from())) {
              redirects.put(merge.from(), root);
              moved.add(merge.from());
            }
          }
          if (!moved.isEmpty()) {
            move(connection, moved, redirects);
          }
        });
  }

  private void move(Connection connection, Set<String> moved, Map<String, String> redirects)
      throws SQLException {
    Map<String, String> moves = new LinkedHashMap<>();
    moved.stream().sorted().forEach(from -> moves.put(from, root(redirects, from)));
    Set<String> touched = new java.util.TreeSet<>(moves.keySet());
    touched.addAll(moves.values());
    FactStore.insertCustomers(connection, new java.util.TreeSet<>(moves.values()));
    for (String sql : MOVE) {
      execute(connection, sql, moves);
    }
    execute(
        connection,
        """
        insert into redirect (from_cid, into_cid)
        select f, t from unnest(?::text[], ?::text[]) as m (f, t)
        on conflict (from_cid) do update set into_cid = excluded.into_cid
        """,
        moves);
    stale.mark(connection, touched);
  }

  private static void execute(Connection connection, String sql, Map<String, String> moves)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", moves.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("text", moves.values().toArray()));
      statement.executeUpdate();
    }
  }

  private static String root(Map<String, String> redirects, String cid) {
    String root = cid;
    for (String next = cid; next != null; next = redirects.get(next)) {
      root = next;
    }
    return root;
  }

  /** The redirects that these merges may meet, chains to their ends. */
  private static Map<String, String> redirects(Connection connection, List<IdentitiesMerged> merges)
      throws SQLException {
    List<String> cids = new ArrayList<>();
    merges.forEach(m -> cids.addAll(List.of(m.from(), m.into())));
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with recursive chain (from_cid, into_cid) as (
              select from_cid, into_cid from redirect where from_cid = any(?)
              union
              select r.from_cid, r.into_cid from chain join redirect r on r.from_cid = chain.into_cid
            )
            select from_cid, into_cid from chain
            """)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      Map<String, String> redirects = new java.util.HashMap<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          redirects.put(rows.getString(1), rows.getString(2));
        }
      }
      return redirects;
    }
  }
}
