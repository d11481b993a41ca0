package dev.parallax.fraud.transaction;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Transactions as they came over the log. */
@ApplicationScoped
class TransactionRepository {
  private static final String INSERT =
      """
      insert into transaction (id, cid, account, kind, amount, currency, terminal, device, country, channel,
        order_id, occurred_at, received_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      on conflict (id) do nothing
      """;

  private final AgroalDataSource store;

  TransactionRepository(AgroalDataSource store) {
    this.store = store;
  }

  /** In one statement; the first of a repeated id stays. */
  void store(List<TransactionRecorded> transactions) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns columns = new Columns(connection, insert, transactions);
            columns.add("text", TransactionRecorded::id);
            columns.add("text", TransactionRecorded::cid);
            columns.add("text", TransactionRecorded::account);
            columns.add("text", TransactionRecorded::kind);
            columns.add("numeric", TransactionRecorded::amount);
            columns.add("text", TransactionRecorded::currency);
            columns.add("text", TransactionRecorded::terminal);
            columns.add("text", TransactionRecorded::device);
            columns.add("text", TransactionRecorded::country);
            columns.add("text", TransactionRecorded::channel);
            columns.add("text", TransactionRecorded::orderId);
            columns.add("text", t -> t.occurredAt().toString());
            columns.add("text", t -> t.receivedAt().toString());
            insert.executeUpdate();
          }
        });
  }

  /** One array a column. */
  private static final class Columns {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<TransactionRecorded> rows;
    private int next = 1;

    Columns(Connection connection, PreparedStatement statement, List<TransactionRecorded> rows) {
      this.connection = connection;
      this.statement = statement;
      this.rows = rows;
    }

    void add(String type, Function<TransactionRecorded, Object> column) throws SQLException {
      statement.setArray(
          next++, connection.createArrayOf(type, rows.stream().map(column).toArray()));
    }
  }
}
