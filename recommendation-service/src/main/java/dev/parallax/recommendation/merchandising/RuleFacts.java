package dev.parallax.recommendation.merchandising;

import dev.parallax.recommendation.catalog.CatalogItem;
import java.util.Optional;

/** An item in a situation, looked up by name only when a condition asks. */
record RuleFacts(CatalogItem item, Situation situation) {
  Optional<Object> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "itemId" -> item.itemId();
          case "name" -> item.name();
          case "category" -> item.category();
          // No comparison holds for what is not known.
          case "price" -> item.price() == null ? Double.NaN : item.price().doubleValue();
          case "currency" -> item.currency() == null ? "" : item.currency();
          case "available" -> item.available();
          case "attributes" -> item.attributes();
          case "tags" -> item.tags();
          case "context" -> situation.context().wireName();
          case "surface" -> situation.surface();
          case "segment" -> situation.segment();
          default -> null;
        });
  }
}
