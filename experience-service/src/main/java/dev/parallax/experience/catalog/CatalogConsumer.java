package dev.parallax.experience.catalog;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.experience.intake.Intake;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.consume.Received;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Keeps the catalog. An item that is gone keeps its name and category for what was done before. */
@ApplicationScoped
class CatalogConsumer {
  private static final String PUT =
      """
      insert into catalog_item (item_id, name, category, product, available, gone)
      select i, n, c, p, a, false
      from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[]) as v (i, n, c, p, a)
      on conflict (item_id) do update set
        name = excluded.name, category = excluded.category, product = excluded.product,
        available = excluded.available, gone = false
      """;

  private final EventBatches batches;
  private final AgroalDataSource store;

  CatalogConsumer(EventBatches batches, AgroalDataSource store) {
    this.batches = batches;
    this.store = store;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.CATALOG, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(
        records,
        CatalogItemChanged.class,
        changes -> Sql.run(store, connection -> apply(connection, changes)));
  }

  /** Only the last change of an item within the batch matters. */
  private static void apply(Connection connection, List<Received<CatalogItemChanged>> changes)
      throws SQLException {
    Map<String, Received<CatalogItemChanged>> last = new TreeMap<>();
    for (Received<CatalogItemChanged> change : changes) {
      if (change.key() != null) {
        last.put(change.key(), change);
      }
    }
    put(
        connection,
        last.values().stream().filter(c -> !c.isTombstone()).map(Received::event).toList());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update catalog_item set gone = true where item_id = any (?)")) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text",
              last.values().stream().filter(Received::isTombstone).map(Received::key).toArray()));
      statement.executeUpdate();
    }
    Intake.add(connection, Topics.CATALOG, changes.size());
  }

  private static void put(Connection connection, Collection<CatalogItemChanged> items)
      throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(PUT)) {
      Columns.of(statement, items)
          .add("text", CatalogItemChanged::itemId)
          .add("text", CatalogItemChanged::name)
          .add("text", CatalogItemChanged::category)
          .add("boolean", item -> item.kind() == CatalogItemChanged.Kind.PRODUCT)
          .add("boolean", CatalogItemChanged::available);
      statement.executeUpdate();
    }
  }
}
