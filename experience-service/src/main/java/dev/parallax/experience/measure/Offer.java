package dev.parallax.experience.measure;

import dev.parallax.experience.need.CatalogEntry;
import dev.parallax.experience.need.Wording;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many items the shop offers, by category. */
public final class Offer {
  private final Map<String, Long> items = new HashMap<>();
  private long total;

  private Offer() {}

  public static Offer of(Collection<CatalogEntry> catalog) {
    Offer offer = new Offer();
    for (CatalogEntry entry : catalog) {
      if (entry.offered()) {
        offer.items.merge(Wording.normalise(entry.category()), 1L, Long::sum);
        offer.total++;
      }
    }
    return offer;
  }

  /** Items on offer in that category, however it is written. */
  public long items(String category) {
    return items.getOrDefault(Wording.normalise(category), 0L);
  }

  /** Items on offer in all categories. */
  public long total() {
    return total;
  }

  double share(String category) {
    return total == 0 ? 0 : (double) items(category) / total;
  }
}
