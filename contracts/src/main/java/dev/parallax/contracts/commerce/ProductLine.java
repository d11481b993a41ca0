package dev.parallax.contracts.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Required;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One product within an event's properties.
 *
 * @param itemId {@code product_id}, or {@code sku} where that is missing
 * @param name may be null
 * @param category may be null
 * @param price per piece, may be null
 * @param quantity pieces, 1 where the event does not say
 */
public record ProductLine(
    String itemId, String name, String category, BigDecimal price, long quantity) {
  public ProductLine {
    Required.text("itemId", itemId);
  }

  /** The product an event is about (Product Viewed, Product Added, …), if it names one. */
  public static Optional<ProductLine> single(JsonNode properties) {
    String id = text(properties, "product_id");
    if (id == null) {
      id = text(properties, "sku");
    }
    if (id == null) {
      return Optional.empty();
    }
    JsonNode quantity = properties.path("quantity");
    return Optional.of(
        new ProductLine(
            id,
            text(properties, "name"),
            text(properties, "category"),
            decimal(properties, "price"),
            quantity.isNumber() ? quantity.asLong() : 1));
  }

  /** The lines of {@code properties.products}, in order; those without an id are left out. */
  public static List<ProductLine> list(JsonNode properties) {
    JsonNode products = properties.path("products");
    List<ProductLine> lines = new ArrayList<>(products.size());
    for (JsonNode product : products) {
      single(product).ifPresent(lines::add);
    }
    return lines;
  }

  /** {@code price * quantity}, zero where the price is unknown. */
  public BigDecimal value() {
    return price == null ? BigDecimal.ZERO : price.multiply(BigDecimal.valueOf(quantity));
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? value.asText()
        : null;
  }

  static BigDecimal decimal(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (value.isTextual()) {
      try {
        return new BigDecimal(value.asText());
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return null;
  }
}
