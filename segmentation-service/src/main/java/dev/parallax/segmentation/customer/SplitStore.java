package dev.parallax.segmentation.customer;

import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.kit.store.LinkVersions;
import dev.parallax.kit.store.Sql;
import dev.parallax.segmentation.customer.Identities.Identity;
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
 * Takes merges back. Facts that came under a pseudonym before it was merged return to it; what came
 * under the common one afterwards stays, since nobody can tell whose it is.
 */
@ApplicationScoped
class SplitStore {
  /** What a purchase told of by both is stays where it is. */
  private static final String RETURN_PURCHASES =
      """
      with moved as (
        delete from purchase p using unnest(?::text[], ?::text[], ?::text[]) as m (cid, o, t)
        where p.cid = m.o and p.given_cid = m.cid and m.o <> m.t
        returning m.t, p.*
      )
      insert into purchase as p (%s, given_cid)
      select %s, nullif(given_cid, t) from moved
      """
              .formatted(FactStore.PURCHASE, FactStore.PURCHASE.replaceFirst("cid", "t"))
          + FactStore.TOLD_AGAIN;

  private static final String RETURN_RATINGS =
      """
      with moved as (
        delete from rating r using unnest(?::text[], ?::text[], ?::text[]) as m (cid, o, t)
        where r.cid = m.o and r.given_cid = m.cid and m.o <> m.t
        returning m.t, r.*
      )
      insert into rating (cid, event_id, stars, occurred_at, given_cid)
      select t, event_id, stars, occurred_at, nullif(given_cid, t) from moved
      on conflict do nothing
      """;

  static final LinkVersions VERSIONS = new LinkVersions("redirect");

  private final AgroalDataSource store;
  private final Identities identities;
  private final StaleCustomers stale;

  SplitStore(AgroalDataSource store, Identities identities, StaleCustomers stale) {
    this.store = store;
    this.identities = identities;
    this.stale = stale;
  }

  /** Call with the exclusive lock of {@link Identities} held. */
  void split(List<IdentitiesSplit> splits) {
    Sql.run(
        store,
        connection -> {
          for (IdentitiesSplit split : splits) {
            split(connection, split);
          }
        });
  }

  private void split(Connection connection, IdentitiesSplit split) throws SQLException {
    Map<String, Identity> before = identities.resolve(split.members());
    redirect(connection, split, VERSIONS.free(connection, split));
    Map<String, Identity> after = identities.resolve(split.members());
    Map<String, String> owners = new TreeMap<>();
    Map<String, String> heirs = new TreeMap<>();
    for (String member : split.members()) {
      owners.put(member, before.get(member).cid());
      heirs.put(member, after.get(member).cid());
    }
    Set<String> touched = new TreeSet<>(owners.values());
    touched.addAll(heirs.values());
    FactStore.insertCustomers(connection, new TreeSet<>(heirs.values()));
    for (String sql : List.of(RETURN_PURCHASES, RETURN_RATINGS)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setArray(1, connection.createArrayOf("text", owners.keySet().toArray()));
        statement.setArray(2, connection.createArrayOf("text", owners.values().toArray()));
        statement.setArray(3, connection.createArrayOf("text", heirs.values().toArray()));
        statement.executeUpdate();
      }
    }
    stale.mark(connection, touched);
  }

  private static void redirect(Connection connection, IdentitiesSplit split, List<String> free)
      throws SQLException {
    VERSIONS.part(connection, free, split.version());
    if (free.contains(split.into())) {
      update(
          connection,
          "delete from redirect where version <= ? and from_cid = any(?)",
          split.version(),
          List.of(split.into()));
    }
    List<String> others = new ArrayList<>(List.of(split.into()));
    free.stream().filter(cid -> !cid.equals(split.into())).forEach(others::add);
    update(
        connection,
        """
        insert into redirect (version, from_cid, into_cid)
        select ?, a[i], a[1] from (select ?::text[] as a) n, generate_series(2, cardinality(a)) as i
        on conflict (from_cid) do update set into_cid = excluded.into_cid, version = excluded.version
        """,
        split.version(),
        others);
  }

  private static void update(Connection connection, String sql, long version, List<String> cids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, version);
      statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }
}
