package dev.parallax.recommendation.catalog;

import dev.parallax.contracts.Required;
import java.math.BigDecimal;

/**
 * An item as it stands.
 *
 * @param product false for a service such as postage
 * @param price null where it is not known
 */
public record CatalogItem(
    String itemId,
    String name,
    String category,
    boolean product,
    BigDecimal price,
    String currency,
    boolean available) {
  public CatalogItem {
    Required.text("itemId", itemId);
    Required.text("name", name);
    Required.text("category", category);
  }

  /** Whether it may be offered to anybody now. */
  public boolean offered() {
    return product && available;
  }
}
