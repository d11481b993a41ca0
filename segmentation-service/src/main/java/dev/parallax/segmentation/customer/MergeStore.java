package dev.parallax.segmentation.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.kit.store.MoveRounds;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
          with moved as (
            delete from purchase p using unnest(?::text[], ?::text[]) as m (f, t) where p.cid = m.f
            returning m.t, p.*
          )
          insert into purchase as p (%s, given_cid)
          select %s, coalesce(given_cid, cid) from moved
          """
                  .formatted(FactStore.PURCHASE, FactStore.PURCHASE.replaceFirst("cid", "t"))
              + FactStore.TOLD_AGAIN,
          """
          delete from rating r using unnest(?::text[], ?::text[]) as m (f, t), rating q
          where r.cid = m.f and q.cid = m.t and q.event_id = r.event_id
          """,
          """
          update rating r set cid = m.t, given_cid = coalesce(r.given_cid, r.cid)
          from unnest(?::text[], ?::text[]) as m (f, t)
          where r.cid = m.f
          """,
          """
          update customer c set traits = o.traits, profile_at = o.profile_at, profile_id = o.profile_id
          from (
            select distinct on (m.t) m.t, o.traits, o.profile_at, o.profile_id
            from unnest(?::text[], ?::text[]) as m (f, t) join customer o on o.cid = m.f
            where o.profile_at is not null
            order by m.t, o.profile_at desc, o.profile_id desc
          ) o
          where c.cid = o.t
            and (c.profile_at is null or (o.profile_at, o.profile_id) > (c.profile_at, c.profile_id))
          """,
          """
          update customer c set analytics = o.analytics, analytics_at = o.analytics_at
          from (
            select distinct on (m.t) m.t, o.analytics, o.analytics_at
            from unnest(?::text[], ?::text[]) as m (f, t) join customer o on o.cid = m.f
            where o.analytics_at is not null
            order by m.t, o.analytics_at desc, o.analytics
          ) o
          where c.cid = o.t and (c.analytics_at is null
            or (o.analytics_at, not o.analytics) > (c.analytics_at, not c.analytics))
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
          Map<String, String> firstInto = new TreeMap<>();
          for (IdentitiesMerged merge : SplitStore.VERSIONS.holding(connection, merges)) {
            String root = end(redirects, merge.into());
            if (!root.equals(merge.from())) {
              redirects.put(merge.from(), root);
              firstInto.putIfAbsent(merge.from(), root);
            }
          }
          if (!firstInto.isEmpty()) {
            move(connection, firstInto, redirects);
            SplitStore.VERSIONS.remember(connection, merges);
          }
        });
  }

  /**
   * @param firstInto where each was merged first: that is who gets what it did so far
   * @param redirects where each was merged last: that is who gets what it does later
   */
  private void move(
      Connection connection, Map<String, String> firstInto, Map<String, String> redirects)
      throws SQLException {
    Map<String, String> moves = new TreeMap<>();
    Map<String, String> later = new TreeMap<>();
    for (String from : firstInto.keySet()) {
      moves.put(from, end(firstInto, from));
      later.put(from, end(redirects, from));
    }
    FactStore.insertCustomers(connection, new TreeSet<>(moves.values()));
    // In rounds, since two who become one may both have told of an order.
    for (Map<String, String> round : MoveRounds.of(moves)) {
      for (String sql : MOVE) {
        execute(connection, sql, round);
      }
    }
    execute(
        connection,
        """
        insert into redirect (from_cid, into_cid)
        select f, t from unnest(?::text[], ?::text[]) as m (f, t)
        on conflict (from_cid) do update set into_cid = excluded.into_cid
        """,
        later);
    Set<String> touched = new TreeSet<>(moves.keySet());
    touched.addAll(moves.values());
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

  private static String end(Map<String, String> chain, String cid) {
    String end = cid;
    for (String next = cid; next != null; next = chain.get(next)) {
      end = next;
    }
    return end;
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
