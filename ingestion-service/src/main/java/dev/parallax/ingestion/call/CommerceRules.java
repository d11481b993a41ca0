package dev.parallax.ingestion.call;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the events of the Segment e-commerce spec must be like. Amounts and quantities that senders
 * write as text become numbers. What services count by (ids, and the numbers they compute with)
 * keeps an event out that has it wrong, whatever the tracking plan says; of everything else that is
 * wrong the plan says what becomes of it.
 */
final class CommerceRules {
  private enum Shape {
    ONE_PRODUCT,
    PRODUCTS,
    OTHER
  }

  private static final Map<String, Shape> SHAPES =
      Map.ofEntries(
          entry(CommerceEvents.PRODUCT_CLICKED, Shape.ONE_PRODUCT),
          entry(CommerceEvents.PRODUCT_VIEWED, Shape.ONE_PRODUCT),
          entry(CommerceEvents.PRODUCT_ADDED, Shape.ONE_PRODUCT),
          entry(CommerceEvents.PRODUCT_REMOVED, Shape.ONE_PRODUCT),
          entry(CommerceEvents.PRODUCT_ADDED_TO_WISHLIST, Shape.ONE_PRODUCT),
          entry(CommerceEvents.PRODUCT_REVIEWED, Shape.ONE_PRODUCT),
          entry(CommerceEvents.PRODUCT_LIST_VIEWED, Shape.PRODUCTS),
          entry(CommerceEvents.CHECKOUT_STARTED, Shape.PRODUCTS),
          entry(CommerceEvents.ORDER_COMPLETED, Shape.PRODUCTS),
          entry(CommerceEvents.ORDER_REFUNDED, Shape.PRODUCTS),
          entry(CommerceEvents.PRODUCTS_SEARCHED, Shape.OTHER),
          entry("Cart Viewed", Shape.PRODUCTS),
          entry("Order Updated", Shape.PRODUCTS),
          entry("Order Cancelled", Shape.PRODUCTS));

  /** Nothing counts them, so nothing of them is refused; only their names are the spec's. */
  private static final List<String> OTHERS =
      List.of(
          "Product List Filtered",
          "Promotion Viewed",
          "Promotion Clicked",
          "Checkout Step Viewed",
          "Checkout Step Completed",
          "Payment Info Entered",
          "Coupon Entered",
          "Coupon Applied",
          "Coupon Denied",
          "Coupon Removed",
          "Product Removed from Wishlist",
          "Wishlist Product Added to Cart",
          "Product Shared",
          "Cart Shared");

  private static final Map<String, String> SPELLINGS =
      Stream.concat(SHAPES.keySet().stream(), OTHERS.stream())
          .collect(Collectors.toUnmodifiableMap(EventNames::key, Function.identity()));

  /** No service does anything with these: there is nothing to be counted wrong. */
  private static final Set<String> UNCOUNTED =
      Set.of("Cart Viewed", "Order Updated", "Order Cancelled");

  private static final List<String> COUNTED_AMOUNTS =
      List.of("total", "revenue", "price", "results_count");
  private static final List<String> OTHER_AMOUNTS =
      List.of("subtotal", "value", "shipping", "tax", "discount");
  private static final BigDecimal MOST_PIECES = BigDecimal.valueOf(999_999_999);
  private static final BigDecimal LARGEST_WORTH = BigDecimal.TEN.pow(15);
  private static final BigDecimal LOWEST_RATING = BigDecimal.ONE;
  private static final BigDecimal HIGHEST_RATING = BigDecimal.valueOf(5);

  private CommerceRules() {}

  /**
   * The spec's spelling of an event's name, whatever its case and between its words: {@code order
   * completed}, {@code Order_Completed} and {@code OrderCompleted} are the spec's {@code Order
   * Completed}. Passed on as they are, nobody would count them and nobody be told. Other names are
   * the sender's own and stay.
   */
  static String spelling(String event) {
    return SHAPES.containsKey(event) ? event : SPELLINGS.getOrDefault(EventNames.key(event), event);
  }

  /**
   * Checks, and mends in place, the properties of an event; does nothing for events of other names.
   *
   * @param mistakes gets what keeps the event from being counted
   * @param forThePlan gets what else is wrong
   */
  static void apply(String event, ObjectNode properties, Mistakes mistakes, Mistakes forThePlan) {
    Shape shape = SHAPES.get(event);
    if (shape != null) {
      Mistakes counting = UNCOUNTED.contains(event) ? forThePlan : mistakes;
      apply(event, shape, properties, counting, forThePlan);
    }
  }

  private static void apply(
      String event, Shape shape, ObjectNode properties, Mistakes mistakes, Mistakes forThePlan) {
    if (isWorthNothing(event, properties)) {
      mistakes.add(Code.MISSING_FIELD, "properties.products", "must be given (or total)");
    }
    if (properties == null) {
      if (shape == Shape.ONE_PRODUCT) {
        mistakes.add(Code.MISSING_FIELD, "properties.product_id", "must be given (or sku)");
      }
      return;
    }
    Fields fields = new Fields("properties", properties, mistakes);
    COUNTED_AMOUNTS.forEach(name -> amount(fields, properties, name));
    Fields others = new Fields("properties", properties, forThePlan);
    OTHER_AMOUNTS.forEach(name -> amount(others, properties, name));
    currency(fields, properties);
    if (properties.has("order_id")) {
      String orderId = fields.identifier("order_id");
      if (orderId != null) {
        properties.put("order_id", orderId);
      }
    }
    if (shape == Shape.ONE_PRODUCT) {
      product(fields, others, properties);
    }
    if (properties.has("products") && !properties.get("products").isNull()) {
      products(properties.get("products"), mistakes, forThePlan);
    }
    if (event.equals(CommerceEvents.PRODUCT_REVIEWED)) {
      rating(fields, properties);
    }
  }

  /**
   * An order that says nothing of its worth would count as one of 0; a refund may name its order.
   */
  private static boolean isWorthNothing(String event, ObjectNode properties) {
    boolean refund = event.equals(CommerceEvents.ORDER_REFUNDED);
    if (!refund && !event.equals(CommerceEvents.ORDER_COMPLETED)) {
      return false;
    }
    if (properties == null) {
      return true;
    }
    JsonNode products = properties.path("products");
    return !properties.hasNonNull("total")
        && !properties.hasNonNull("revenue")
        && (products.isMissingNode()
            || products.isNull()
            || (products.isArray() && products.isEmpty()))
        && !(refund && properties.hasNonNull("order_id"));
  }

  private static void products(JsonNode products, Mistakes mistakes, Mistakes forThePlan) {
    if (!(products instanceof ArrayNode array)) {
      mistakes.add(Code.WRONG_TYPE, "properties.products", "must be an array of products");
      return;
    }
    BigDecimal worth = BigDecimal.ZERO;
    for (int i = 0; i < array.size(); i++) {
      String path = "properties.products[" + i + "]";
      if (array.get(i) instanceof ObjectNode product) {
        Fields fields = new Fields(path, product, mistakes);
        amount(fields, product, "price");
        product(fields, new Fields(path, product, forThePlan), product);
        worth = worth.add(worth(product));
      } else {
        mistakes.add(Code.WRONG_TYPE, path, "must be an object with product_id, price, quantity");
      }
    }
    if (worth.compareTo(LARGEST_WORTH) >= 0) {
      mistakes.add(
          Code.INVALID_VALUE,
          "properties.products",
          "must be worth less than " + LARGEST_WORTH + " together");
    }
  }

  /** Of a line that has been checked; 0 where it has a mistake. */
  private static BigDecimal worth(ObjectNode product) {
    JsonNode price = product.path("price");
    JsonNode quantity = product.path("quantity");
    return price.isNumber() && (quantity.isIntegralNumber() || quantity.isMissingNode())
        ? price.decimalValue().multiply(BigDecimal.valueOf(quantity.asLong(1)))
        : BigDecimal.ZERO;
  }

  private static void product(Fields fields, Fields others, ObjectNode product) {
    if (!fields.has("product_id") && !fields.has("sku")) {
      fields.mistake(Code.MISSING_FIELD, "product_id", "must be given (or sku)");
    }
    for (String id : List.of("product_id", "sku")) {
      String text = fields.identifier(id);
      if (text != null) {
        product.put(id, text);
      }
    }
    others.text("name");
    others.text("category");
    if (!fields.has("quantity")) {
      return;
    }
    BigDecimal quantity = fields.notNegative("quantity");
    if (quantity == null) {
      return;
    }
    if (quantity.stripTrailingZeros().scale() > 0 || quantity.compareTo(MOST_PIECES) > 0) {
      fields.mistake(
          Code.INVALID_VALUE, "quantity", "must be a whole number, at most " + MOST_PIECES);
    } else {
      product.put("quantity", quantity.longValue());
    }
  }

  private static void amount(Fields fields, ObjectNode node, String name) {
    if (fields.has(name)) {
      BigDecimal amount = fields.notNegative(name);
      if (amount != null && node.get(name).isTextual()) {
        node.put(name, amount);
      }
    }
  }

  private static void currency(Fields fields, ObjectNode properties) {
    String currency = fields.currency("currency");
    if (currency != null) {
      properties.put("currency", currency);
    }
  }

  private static void rating(Fields fields, ObjectNode properties) {
    BigDecimal rating = fields.number("rating");
    if (rating == null) {
      return;
    }
    if (rating.compareTo(LOWEST_RATING) < 0 || rating.compareTo(HIGHEST_RATING) > 0) {
      fields.mistake(Code.INVALID_VALUE, "rating", "must be between 1 and 5");
    } else if (properties.get("rating").isTextual()) {
      properties.put("rating", rating);
    }
  }
}
