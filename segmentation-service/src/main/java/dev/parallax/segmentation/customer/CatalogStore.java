package dev.parallax.segmentation.customer;

import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Categories of items. They are looked up when features are read, not when an order is taken in, so
 * that it does not matter which of the two arrived first.
 */
@ApplicationScoped
class CatalogStore {
  private final AgroalDataSource store;

  CatalogStore(AgroalDataSource store) {
    this.store = store;
  }

  /** The latest by event time counts. */
  void write(Collection<CatalogItemChanged> items) {
    Map<String, CatalogItemChanged> latest = new HashMap<>();
    for (CatalogItemChanged item : items) {
      latest.merge(item.itemId(), item, (a, b) -> b.occurredAt().isBefore(a.occurredAt()) ? a : b);
    }
    List<CatalogItemChanged> rows = new ArrayList<>(latest.values());
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  with new as (
                    select item_id, category, kind, at
                    from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
                      as n (item_id, category, kind, at)
                  ), changed as (
                    select 1 from new left join catalog_item c using (item_id)
                    where (new.category, new.kind) is distinct from (c.category, c.kind) limit 1
                  ), written as (
                    insert into catalog_item as c (item_id, category, kind, changed_at)
                    select item_id, category, kind, at from new order by item_id
                    on conflict (item_id) do update set category = excluded.category,
                      kind = excluded.kind, changed_at = excluded.changed_at
                    where excluded.changed_at >= c.changed_at
                  )
                  update pass set catalog_changed = true
                  where not catalog_changed and exists (select 1 from changed)
                  """)) {
            Columns.of(statement, rows)
                .add("text", CatalogItemChanged::itemId)
                .add("text", CatalogItemChanged::category)
                .add("text", item -> item.kind().name())
                .add("timestamptz", item -> item.occurredAt().toString());
            statement.executeUpdate();
          }
        });
  }
}
