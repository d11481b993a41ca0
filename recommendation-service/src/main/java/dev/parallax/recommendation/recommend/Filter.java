package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.catalog.CatalogItem;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Which items may be in a list at all.
 *
 * @param categories empty for all
 * @param minPrice null for none; where there is a bound, what has no price is out
 * @param candidates empty for all
 */
record Filter(
    Set<String> categories,
    BigDecimal minPrice,
    BigDecimal maxPrice,
    boolean inStock,
    Set<String> candidates) {
  static final Filter NONE = new Filter(Set.of(), null, null, true, Set.of());

  /** Whether it leaves out anything that can be bought. */
  boolean isNarrow() {
    return !categories.isEmpty() || !candidates.isEmpty() || minPrice != null || maxPrice != null;
  }

  boolean accepts(CatalogItem item) {
    return item.product()
        && (item.available() || !inStock)
        && (categories.isEmpty() || categories.contains(item.category()))
        && (candidates.isEmpty() || candidates.contains(item.itemId()))
        && isInBand(item.price());
  }

  private boolean isInBand(BigDecimal price) {
    if (minPrice == null && maxPrice == null) {
      return true;
    }
    return price != null
        && (minPrice == null || price.compareTo(minPrice) >= 0)
        && (maxPrice == null || price.compareTo(maxPrice) <= 0);
  }
}
