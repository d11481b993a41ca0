package dev.parallax.ingestion.catalog;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table {@code catalog_item}: announces what changed and is silent on repeats. */
@ApplicationScoped
public class Catalog {
  private static final String GONE = "gone";
  private static final String UPSERT =
      """
      insert into catalog_item as c (item_id, digest, version, changed_at)
      select n.item_id, n.digest, 1, ? from unnest(?::text[], ?::text[]) as n (item_id, digest) order by n.item_id
      on conflict (item_id) do update
        set digest = excluded.digest, version = c.version + 1, changed_at = excluded.changed_at
        where c.digest <> excluded.digest
      returning item_id, version
      """;

  /** The row stays, so that an item that comes back does not use an old event's id again. */
  private static final String REMOVE =
      "update catalog_item set digest = '"
          + GONE
          + "', version = version + 1, changed_at = ? where item_id = ? and digest <> '"
          + GONE
          + "'";

  private final AgroalDataSource store;
  private final Outbox outbox;
  private final Rate rate;
  private final Audit audit;
  private final Clock clock;

  Catalog(AgroalDataSource store, Outbox outbox, Rate rate, Audit audit, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.rate = rate;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Stores and announces the items that are new or different; of several with the same id the last
   * counts.
   *
   * @return how many were announced
   */
  public int put(Collection<CatalogItemChanged> items) {
    Map<String, CatalogItemChanged> byId = new TreeMap<>();
    items.forEach(item -> byId.put(item.itemId(), item));
    if (byId.isEmpty()) {
      return 0;
    }
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Map<String, Long> versions = upsert(byId);
              List<CatalogItemChanged> changed = new ArrayList<>(versions.size());
              byId.forEach(
                  (itemId, item) -> {
                    Long version = versions.get(itemId);
                    if (version != null) {
                      changed.add(withId(item, "catalog:" + itemId + ":" + version));
                    }
                  });
              outbox.addAll(Topics.CATALOG, changed);
              rate.accepted(changed.size());
              return changed.size();
            });
  }

  /**
   * @return false when there is no such item
   */
  public boolean remove(String itemId) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              boolean removed =
                  Sql.call(
                      store,
                      connection -> {
                        try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
                          statement.setTimestamp(1, Timestamp.from(clock.instant()));
                          statement.setString(2, itemId);
                          return statement.executeUpdate() == 1;
                        }
                      });
              if (removed) {
                outbox.removeAll(Topics.CATALOG, List.of(itemId));
                audit.record("catalog-item-removed", itemId, Map.of());
              }
              return removed;
            });
  }

  private Map<String, Long> upsert(Map<String, CatalogItemChanged> items) {
    String[] digests = items.values().stream().map(Catalog::digest).toArray(String[]::new);
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setArray(2, connection.createArrayOf("text", items.keySet().toArray()));
            statement.setArray(3, connection.createArrayOf("text", digests));
            Map<String, Long> versions = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                versions.put(row.getString(1), row.getLong(2));
              }
            }
            return versions;
          }
        });
  }

  /** Over everything but when and by whom it was sent. */
  private static String digest(CatalogItemChanged item) {
    CatalogItemChanged timeless =
        new CatalogItemChanged(
            item.itemId(),
            item.itemId(),
            item.name(),
            item.category(),
            item.kind(),
            item.price() == null ? null : item.price().stripTrailingZeros(),
            item.currency(),
            item.available(),
            Map.of("attributes", new TreeMap<>(item.attributes()).toString()),
            Instant.EPOCH,
            null);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(EventJson.write(timeless));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  private static CatalogItemChanged withId(CatalogItemChanged item, String id) {
    return new CatalogItemChanged(
        id,
        item.itemId(),
        item.name(),
        item.category(),
        item.kind(),
        item.price(),
        item.currency(),
        item.available(),
        item.attributes(),
        item.occurredAt(),
        item.source());
  }
}
