package dev.parallax.fraud.transaction;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.consume.RefusedEventException;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Transactions that were decided on. */
@ApplicationScoped
public class TransactionRepository {
  private static final String INSERT =
      """
      insert into transaction (id, cid, account, kind, amount, currency, terminal, device, country, channel,
        order_id, occurred_at, received_at)
      select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      on conflict (id) do nothing
      """;
  private static final String ACCOUNTS = "select id, account from transaction where id = any(?)";

  private final AgroalDataSource store;

  TransactionRepository(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * In one statement; the first of a repeated id stays.
   *
   * @throws RefusedEventException when an id is already that of a transaction on another account
   */
  public void store(Collection<TransactionRecorded> transactions) {
    Sql.run(
        store,
        connection -> {
          if (insert(connection, transactions) < transactions.size()) {
            refuseTaken(connection, transactions);
          }
        });
  }

  private static int insert(Connection connection, Collection<TransactionRecorded> transactions)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      Columns.of(insert, transactions)
          .add("text", TransactionRecorded::id)
          .add("text", TransactionRecorded::cid)
          .add("text", TransactionRecorded::account)
          .add("text", TransactionRecorded::kind)
          .add("numeric", TransactionRecorded::amount)
          .add("text", TransactionRecorded::currency)
          .add("text", TransactionRecorded::terminal)
          .add("text", TransactionRecorded::device)
          .add("text", TransactionRecorded::country)
          .add("text", TransactionRecorded::channel)
          .add("text", TransactionRecorded::orderId)
          .add("text", TransactionRecorded::occurredAt)
          .add("text", TransactionRecorded::receivedAt);
      return insert.executeUpdate();
    }
  }

  private static void refuseTaken(
      Connection connection, Collection<TransactionRecorded> transactions) throws SQLException {
    Map<String, String> accounts =
        accounts(connection, transactions.stream().map(TransactionRecorded::id).toList());
    for (TransactionRecorded transaction : transactions) {
      if (!transaction.account().equals(accounts.get(transaction.id()))) {
        throw new RefusedEventException("transactionId " + TakenIds.MESSAGE);
      }
    }
  }

  /** Null where there is no such transaction. */
  String accountOf(String id) {
    return Sql.call(store, connection -> accounts(connection, List.of(id)).get(id));
  }

  private static Map<String, String> accounts(Connection connection, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ACCOUNTS)) {
      Columns.of(select, ids).add("text", id -> id);
      Map<String, String> accounts = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          accounts.put(row.getString(1), row.getString(2));
        }
      }
      return accounts;
    }
  }
}
