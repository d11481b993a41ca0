package dev.parallax.recommendation.customer;

import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.kit.store.LinkVersions;
import dev.parallax.recommendation.attribution.Attribution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes merges back. Rows that came under a pseudonym before it was merged return to it; what came
 * under the common one afterwards stays, since nobody can tell whose it is.
 */
final class Splits {
  static final LinkVersions VERSIONS = new LinkVersions("merged");

  /** Parameters are three arrays: the pseudonym, whose its rows are, and whose they become. */
  private static final String RETURNS = "unnest(?::text[], ?::text[], ?::text[]) as m (cid, o, t)";

  private static final List<String> RETURN =
      List.of(
          """
          with moved as (
            delete from purchase p using %s
            where p.cid = m.o and p.given_cid = m.cid and m.o <> m.t
            returning m.t, p.*
          )
          insert into purchase as p
            (cid, order_id, occurred_at, items, quantities, amounts, currency, lines_at, lines_event,
              given_cid)
          select t, order_id, occurred_at, items, quantities, amounts, currency, lines_at,
            lines_event, nullif(given_cid, t) from moved
          """
              + Identities.ORDER_TOLD_AGAIN,
          """
          with moved as (
            delete from dismissed d using %s
            where d.cid = m.o and d.given_cid = m.cid and m.o <> m.t
            returning m.t, d.*
          )
          insert into dismissed (cid, kind, value, at, given_cid)
          select t, kind, value, at, nullif(given_cid, t) from moved on conflict do nothing
          """,
          """
          update refund r set cid = m.t, given_cid = nullif(r.given_cid, m.t) from %s
          where r.cid = m.o and r.given_cid = m.cid and m.o <> m.t
          """,
          """
          update signal s set cid = m.t, given_cid = nullif(s.given_cid, m.t) from %s
          where s.cid = m.o and s.given_cid = m.cid and m.o <> m.t
          """,
          """
          update exposure e set cid = m.t, given_cid = nullif(e.given_cid, m.t) from %s
          where e.cid = m.o and e.given_cid = m.cid and m.o <> m.t
          """);

  private static final String HAS_ROWS =
      """
      (exists (select from purchase p where p.cid = n.cid)
        or exists (select from refund r where r.cid = n.cid)
        or exists (select from signal s where s.cid = n.cid))
      """;

  private Splits() {}

  /**
   * Call with the lock of {@link Identities} held alone. What followed a list is owed to it only
   * where its customer agrees: so their answers are written before it is looked at again.
   *
   * @param attribution has to look again at what followed the lists of all
   * @param owners whose rows those of the members are, where not their own
   */
  static void apply(
      Connection connection,
      Attribution attribution,
      IdentitiesSplit split,
      Map<String, String> owners)
      throws SQLException {
    List<String> free = VERSIONS.free(connection, split);
    String heir =
        free.contains(split.into())
            ? split.into()
            : owners.getOrDefault(split.into(), split.into());
    link(connection, split, free, heir);
    Map<String, String> from = new TreeMap<>();
    Map<String, String> into = new TreeMap<>();
    for (String member : split.members()) {
      String owner = owners.getOrDefault(member, member);
      from.put(member, owner);
      into.put(member, free.contains(member) ? heir : owner);
    }
    for (String sql : RETURN) {
      execute(connection, sql.formatted(RETURNS), from.keySet(), from.values(), into.values());
    }
    countCustomers(connection, from.values(), into.values());
    if (split.profile() != null) {
      Answers.write(connection, List.of(split.profile()), cid -> heir);
    }
    attribution.again(
        connection, Stream.of(from.values(), into.values()).flatMap(Collection::stream).toList());
  }

  private static void link(
      Connection connection, IdentitiesSplit split, List<String> free, String heir)
      throws SQLException {
    VERSIONS.part(connection, free, split.version());
    execute(connection, "delete from merged where from_cid = any(?)", free);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into merged (from_cid, into_cid, version)
            select cid, ?, ? from unnest(?::text[]) as cid where cid <> ?
            """)) {
      statement.setString(1, heir);
      statement.setLong(2, split.version());
      statement.setArray(3, connection.createArrayOf("text", free.toArray()));
      statement.setString(4, heir);
      statement.executeUpdate();
    }
  }

  private static void countCustomers(
      Connection connection, Collection<String> before, Collection<String> after)
      throws SQLException {
    execute(
        connection,
        """
        insert into customer (cid)
        select distinct n.cid from unnest(?::text[]) as n (cid) where %s order by n.cid
        on conflict do nothing
        """
            .formatted(HAS_ROWS),
        after);
    execute(connection, "delete from customer n where n.cid = any(?) and not " + HAS_ROWS, before);
  }

  @SafeVarargs
  private static void execute(Connection connection, String sql, Collection<String>... arrays)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arrays.length; i++) {
        statement.setArray(i + 1, connection.createArrayOf("text", arrays[i].toArray()));
      }
      statement.executeUpdate();
    }
  }
}
