package dev.parallax.recommendation.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the store: which rows to ask for next, and what they change. Not thread safe. */
final class Following {
  /**
   * A row may become visible this long after its time, when its transaction took so long: read
   * again what is younger.
   */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private Instant seen = Instant.EPOCH;

  /** Rows that changed from then on are to be read. */
  Instant since() {
    return seen.equals(Instant.EPOCH) ? Instant.EPOCH : seen.minus(OVERLAP);
  }

  /**
   * What becomes of a catalog; itself where nothing changed.
   *
   * @param asOf the database's time before the rows were read. It counts where nothing newer was
   *     seen: measured by the rows alone, those of a large import would be read again and again
   *     until something else changes
   */
  Catalog.Snapshot take(Catalog.Snapshot before, List<CatalogRepository.Row> rows, Instant asOf) {
    Map<String, CatalogItem> items = null;
    for (CatalogRepository.Row row : rows) {
      String id = row.item().itemId();
      CatalogItem known = items == null ? before.items().get(id) : items.get(id);
      if (row.removed() ? known != null : !row.item().equals(known)) {
        items = items == null ? new HashMap<>(before.items()) : items;
        if (row.removed()) {
          items.remove(id);
        } else {
          items.put(id, row.item());
        }
      }
      seen = later(seen, row.changedAt());
    }
    seen = later(seen, asOf);
    return items == null ? before : new Catalog.Snapshot(before.version() + 1, items);
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }
}
