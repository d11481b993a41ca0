package dev.parallax.recommendation.catalog;

import dev.parallax.contracts.Required;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An item as it stands.
 *
 * @param product false for a service such as postage
 * @param price null where it is not known
 * @param attributes whatever else the firm says of it
 */
public record CatalogItem(
    String itemId,
    String name,
    String category,
    boolean product,
    BigDecimal price,
    String currency,
    boolean available,
    Map<String, String> attributes) {
  /** The attribute that holds tags, separated by commas. */
  private static final String TAGS = "tags";

  public CatalogItem {
    Required.text("itemId", itemId);
    Required.text("name", name);
    Required.text("category", category);
    attributes = Map.copyOf(attributes);
  }

  /** What the attribute {@code tags} lists; empty where there is none. */
  public List<String> tags() {
    String tags = attributes.get(TAGS);
    return tags == null
        ? List.of()
        : Arrays.stream(tags.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  /** Whether it may be offered to anybody now. */
  public boolean offered() {
    return product && available;
  }
}
