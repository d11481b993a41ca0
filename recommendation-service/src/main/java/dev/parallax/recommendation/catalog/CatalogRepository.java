package dev.parallax.recommendation.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.consume.Received;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table {@code item}. An item that is gone stays as removed, so that every replica sees it. */
@ApplicationScoped
class CatalogRepository {
  private static final String UPSERT =
      """
      insert into item (item_id, name, category, product, price, currency, available, attributes)
      values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
      on conflict (item_id) do update set
        name = excluded.name, category = excluded.category, product = excluded.product,
        price = excluded.price, currency = excluded.currency, available = excluded.available,
        attributes = excluded.attributes, removed = false, changed_at = now()
      """;
  private static final String REMOVE =
      "update item set removed = true, available = false, changed_at = now() where item_id = ?";
  private static final String CHANGED =
      """
      select item_id, name, category, product, price, currency, available, attributes::text,
        removed, changed_at
      from item where changed_at >= ?
      """;

  private final AgroalDataSource store;

  /** A row, and whether it is gone. */
  record Row(CatalogItem item, boolean removed, Instant changedAt) {}

  /**
   * What changed.
   *
   * @param asOf the database's time before they were read
   */
  record Changes(List<Row> rows, Instant asOf) {}

  CatalogRepository(AgroalDataSource store) {
    this.store = store;
  }

  /** The last record of each item wins. */
  void apply(List<Received<CatalogItemChanged>> received) {
    Map<String, Received<CatalogItemChanged>> last = new TreeMap<>();
    received.forEach(r -> last.put(r.key(), r));
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement upsert = connection.prepareStatement(UPSERT);
              PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            for (Map.Entry<String, Received<CatalogItemChanged>> one : last.entrySet()) {
              if (one.getValue().isTombstone()) {
                remove.setString(1, one.getKey());
                remove.addBatch();
              } else {
                bind(upsert, one.getValue().event());
                upsert.addBatch();
              }
            }
            upsert.executeBatch();
            remove.executeBatch();
          }
        });
  }

  private static void bind(PreparedStatement upsert, CatalogItemChanged item) throws SQLException {
    upsert.setString(1, item.itemId());
    upsert.setString(2, item.name());
    upsert.setString(3, item.category());
    upsert.setBoolean(4, item.kind() == CatalogItemChanged.Kind.PRODUCT);
    upsert.setBigDecimal(5, item.price());
    upsert.setString(6, item.currency());
    upsert.setBoolean(7, item.available());
    upsert.setString(8, new String(EventJson.write(item.attributes()), StandardCharsets.UTF_8));
  }

  /** Everything that changed at or after a time of the database's clock. */
  Changes changedSince(Instant time) {
    return Sql.call(
        store,
        connection -> {
          Instant asOf = now(connection);
          try (PreparedStatement statement = connection.prepareStatement(CHANGED)) {
            statement.setTimestamp(1, Timestamp.from(time));
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                rows.add(
                    new Row(
                        new CatalogItem(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getBigDecimal(5),
                            row.getString(6),
                            row.getBoolean(7),
                            attributes(row.getString(8))),
                        row.getBoolean(9),
                        row.getTimestamp(10).toInstant()));
              }
            }
            return new Changes(rows, asOf);
          }
        });
  }

  private static Instant now(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select now()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }

  private static Map<String, String> attributes(String json) throws SQLException {
    try {
      return EventJson.mapper().readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("attributes are no JSON object of texts", e);
    }
  }
}
