package dev.parallax.recommendation;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.PreparedStatement;
import java.util.List;

/**
 * The baskets of the public set as orders of one customer, and everybody else's none meanwhile:
 * they agree to no analytics. Long ago, so that nothing of it is popular.
 */
final class Groceries implements AutoCloseable {
  private static final String CID = "groceries";
  private static final String ORDERS =
      """
      insert into purchase (cid, order_id, occurred_at, items, quantities, lines_at)
      select ?, n, '2020-01-01Z', items, array_fill(1, array[cardinality(items)]), '2020-01-01Z'
      from unnest(?) with ordinality as line (line, n), string_to_array(line, ',') as items
      """;

  private final AgroalDataSource store;
  private final List<String> agreed;
  private final List<String> unanswered;
  private final List<String> silent;

  Groceries(AgroalDataSource store) throws IOException {
    this.store = store;
    List<String> lines = Files.readAllLines(SharedData.require("groceries.csv"));
    agreed = cids("update profile set analytics = false where analytics returning cid");
    unanswered = cids("update profile set analytics = false where analytics is null returning cid");
    silent =
        cids(
            "insert into profile (cid, analytics) select cid, false from customer"
                + " on conflict do nothing returning cid");
    Sql.update(store, "insert into customer (cid) values (?)", CID);
    Sql.update(store, "insert into profile values (?, true, true)", CID);
    with(ORDERS, lines);
  }

  private List<String> cids(String sql) {
    return Sql.list(store, row -> row.getString(1), sql);
  }

  /** A statement about a customer and a list. */
  private void with(String sql, List<String> texts) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, CID);
            statement.setArray(2, connection.createArrayOf("text", texts.toArray()));
            statement.executeUpdate();
          }
        });
  }

  @Override
  public void close() {
    for (String table : List.of("purchase", "profile", "customer")) {
      Sql.update(store, "delete from " + table + " where cid = ?", CID);
    }
    with("delete from profile where cid <> ? and cid = any(?)", silent);
    with("update profile set analytics = true where cid <> ? and cid = any(?)", agreed);
    with("update profile set analytics = null where cid <> ? and cid = any(?)", unanswered);
  }
}
