package dev.parallax.fraud.transaction;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.consume.RefusedEventException;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
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
  private static final String KNOWN =
      "select id, account, amount, currency from transaction where id = any(?)";

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
    Map<String, Payer> known =
        known(connection, transactions.stream().map(TransactionRecorded::id).toList());
    for (TransactionRecorded transaction : transactions) {
      if (!known.get(transaction.id()).isOf(transaction)) {
        throw new RefusedEventException("transactionId " + TakenIds.MESSAGE);
      }
    }
  }

  /** Whether there is a transaction with this id that is another one. */
  boolean isAnother(TransactionRecorded transaction) {
    String id = transaction.id();
    Payer known = Sql.call(store, connection -> known(connection, List.of(id)).get(id));
    return known != null && !known.isOf(transaction);
  }

  private static Map<String, Payer> known(Connection connection, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
      Columns.of(select, ids).add("text", id -> id);
      Map<String, Payer> known = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          known.put(
              row.getString(1),
              new Payer(row.getString(2), row.getBigDecimal(3), row.getString(4)));
        }
      }
      return known;
    }
  }

  /** Who paid how much: what two transactions with one id have in common if they are one. */
  private record Payer(String account, BigDecimal amount, String currency) {
    boolean isOf(TransactionRecorded transaction) {
      return account.equals(transaction.account())
          && amount.compareTo(transaction.amount()) == 0
          && currency.equals(transaction.currency());
    }
  }
}
