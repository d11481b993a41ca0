package dev.parallax.recommendation.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.kit.store.MoveRounds;
import dev.parallax.recommendation.attribution.Attribution;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a batch of merges comes to. A pseudonym that has rows of its own gives them, and those who
 * were merged into it before, away; one that was merged before only changes where its later rows
 * go: what it did for the first customer stays theirs.
 */
final class Merges {
  /** The moves of one statement, in a query: parameters are two arrays, from and into. */
  static final String MOVES = "unnest(?::text[], ?::text[]) as m (f, t)";

  private static final String REMEMBER =
      """
      insert into merged (from_cid, into_cid) select m.f, m.t from %s
      on conflict (from_cid) do update set into_cid = excluded.into_cid
      """
          .formatted(MOVES);

  private static final List<String> MOVE = moveStatements();

  private final Attribution attribution;
  private final Map<String, String> owners;
  private final Map<String, String> moves = new LinkedHashMap<>();

  /**
   * @param attribution has to look again at what followed the lists of both
   * @param merges in the log's order
   * @param known owners of the pseudonyms in them that were merged before
   */
  Merges(Attribution attribution, List<IdentitiesMerged> merges, Map<String, String> known) {
    this.attribution = attribution;
    owners = new TreeMap<>(known);
    merges.forEach(merge -> add(merge.from(), owners.getOrDefault(merge.into(), merge.into())));
  }

  private void add(String from, String into) {
    if (from.equals(into)) {
      return; // The two were merged the other way round before.
    }
    if (!owners.containsKey(from)) {
      owners.replaceAll((cid, owner) -> owner.equals(from) ? into : owner);
      moves.replaceAll((cid, owner) -> owner.equals(from) ? into : owner);
      moves.put(from, into);
    }
    owners.put(from, into);
  }

  /** In rounds, since two who become one may both have told of an order. */
  void write(Connection connection) throws SQLException {
    for (Map<String, String> round : MoveRounds.of(moves)) {
      for (String sql : MOVE) {
        execute(connection, sql, round);
      }
    }
    execute(connection, REMEMBER, owners);
    attribution.again(
        connection, Stream.of(moves.keySet(), moves.values()).flatMap(Collection::stream).toList());
  }

  private static void execute(Connection connection, String sql, Map<String, String> moves)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", moves.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("text", moves.values().toArray()));
      statement.executeUpdate();
    }
  }

  private static List<String> moveStatements() {
    List<String> statements = new ArrayList<>();
    statements.add("update merged o set into_cid = m.t from %s where o.into_cid = m.f");
    statements.add(
        """
        insert into customer (cid)
        select m.t from %s where exists (select 1 from customer c where c.cid = m.f)
        order by m.t on conflict do nothing
        """);
    statements.add("delete from customer c using %s where c.cid = m.f");
    statements.add(
        """
        with moved as (delete from purchase p using %s where p.cid = m.f returning m.t, p.*)
        insert into purchase as p
          (cid, order_id, occurred_at, items, quantities, amounts, currency, lines_at, lines_event,
            given_cid)
        select t, order_id, occurred_at, items, quantities, amounts, currency, lines_at,
          lines_event, coalesce(given_cid, cid) from moved
        """
            + Identities.ORDER_TOLD_AGAIN);
    statements.add(
        """
        with moved as (delete from dismissed d using %s where d.cid = m.f returning m.t, d.*)
        insert into dismissed (cid, kind, value, at, given_cid)
        select t, kind, value, at, coalesce(given_cid, cid) from moved on conflict do nothing
        """);
    statements.add(moved("refund"));
    statements.add(moved("signal"));
    statements.add(moved("exposure"));
    statements.replaceAll(sql -> sql.formatted(MOVES));
    statements.addAll(Answers.moves());
    statements.add("delete from profile p using %s where p.cid = m.f".formatted(MOVES));
    statements.add("delete from membership s using %s where s.cid = m.f".formatted(MOVES));
    return List.copyOf(statements);
  }

  private static String moved(String table) {
    return "update "
        + table
        + " r set cid = m.t, given_cid = coalesce(r.given_cid, r.cid) from %s where r.cid = m.f";
  }
}
