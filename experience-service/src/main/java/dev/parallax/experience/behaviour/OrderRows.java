package dev.parallax.experience.behaviour;

import dev.parallax.experience.behaviour.Deeds.OrderKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Tells new orders from those another source sent before. */
final class OrderRows {
  private static final String ADD =
      """
      insert into customer_order (customer_id, order_id, refund)
      select * from unnest(?::bigint[], ?::text[], ?::boolean[])
      on conflict do nothing
      returning customer_id, order_id, refund
      """;

  private OrderRows() {}

  static void keepNew(Connection connection, Deeds deeds) throws SQLException {
    List<OrderKey> keys = List.copyOf(deeds.orders());
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setArray(
          1, connection.createArrayOf("bigint", keys.stream().map(OrderKey::customer).toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", keys.stream().map(OrderKey::orderId).toArray()));
      statement.setArray(
          3, connection.createArrayOf("boolean", keys.stream().map(OrderKey::refund).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          deeds.countOrder(new OrderKey(rows.getLong(1), rows.getString(2), rows.getBoolean(3)));
        }
      }
    }
  }
}
