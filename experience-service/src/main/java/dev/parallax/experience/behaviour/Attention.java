package dev.parallax.experience.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.commerce.ProductLine;
import dev.parallax.experience.interest.Interest;
import dev.parallax.experience.need.Subject;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads from an event what a customer's attention was about. Orders are not attention: they are
 * what the attention is held against.
 */
final class Attention {
  private Attention() {}

  /** Gives each subject of the event with what was done about it; nothing for other events. */
  static void of(CustomerEvent event, BiConsumer<Subject, Interest> to) {
    if (!"track".equals(event.type()) || event.name() == null) {
      return;
    }
    switch (event.name()) {
      case CommerceEvents.PRODUCT_VIEWED ->
          product(event.properties()).ifPresent(subject -> to.accept(subject, Interest.VIEW));
      case CommerceEvents.PRODUCT_LIST_VIEWED ->
          Subject.category(text(event.properties(), "category"))
              .ifPresent(subject -> to.accept(subject, Interest.VIEW));
      case CommerceEvents.PRODUCT_ADDED_TO_WISHLIST ->
          product(event.properties()).ifPresent(subject -> to.accept(subject, Interest.WISH));
      case CommerceEvents.PRODUCTS_SEARCHED ->
          Subject.search(text(event.properties(), "query"), text(event.properties(), "category"))
              .ifPresent(
                  subject ->
                      to.accept(
                          subject,
                          foundNothing(event.properties())
                              ? Interest.EMPTY_SEARCH
                              : Interest.SEARCH));
      default -> {
        // says nothing about a need
      }
    }
  }

  private static Optional<Subject> product(JsonNode properties) {
    return ProductLine.single(properties)
        .map(line -> Subject.item(line.itemId(), line.category()))
        .or(() -> Subject.category(text(properties, "category")));
  }

  /** A sender that does not say how much was found is taken to have found something. */
  private static boolean foundNothing(JsonNode properties) {
    JsonNode count = properties.path("results_count");
    return count.isNumber() ? count.asLong() <= 0 : "0".equals(count.asText());
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
  }
}
