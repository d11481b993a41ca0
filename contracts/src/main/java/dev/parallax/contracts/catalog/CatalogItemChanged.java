package dev.parallax.contracts.catalog;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * The present state of one item; a tombstone on the topic means that the item is gone.
 *
 * @param kind PRODUCT is recommended and counted as offer; SERVICE (postage, fees, manual
 *     corrections) never is
 * @param price may be null where the sender does not know it
 * @param available whether it can be bought now
 */
public record CatalogItemChanged(
    String id,
    String itemId,
    String name,
    String category,
    Kind kind,
    BigDecimal price,
    String currency,
    boolean available,
    Map<String, String> attributes,
    Instant occurredAt,
    String source)
    implements ParallaxEvent {

  public enum Kind {
    PRODUCT,
    SERVICE
  }

  public CatalogItemChanged {
    Required.text("id", id);
    Required.text("itemId", itemId);
    Required.value("occurredAt", occurredAt);
    name = name == null || name.isBlank() ? itemId : name;
    category = category == null || category.isBlank() ? "uncategorised" : category;
    kind = kind == null ? Kind.PRODUCT : kind;
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  @Override
  public String key() {
    return itemId;
  }
}
