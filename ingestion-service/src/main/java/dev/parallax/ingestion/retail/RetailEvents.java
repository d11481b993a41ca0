package dev.parallax.ingestion.retail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.math.BigDecimal;
import java.time.Instant;

/** Makes the event of an invoice. */
final class RetailEvents {
  /** An invoice without a product; not an order, so that nobody counts it as one. */
  static final String SERVICE_CHARGED = "Service Charged";

  static final String SERVICE_REFUNDED = "Service Refunded";
  private static final String NAMESPACE = "online-retail";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Pseudonyms pseudonyms;
  private final CurrentCids cids;
  private final RetailCatalog catalog;
  private final Instant receivedAt;
  private final String source;

  RetailEvents(
      Pseudonyms pseudonyms,
      CurrentCids cids,
      RetailCatalog catalog,
      Instant receivedAt,
      String source) {
    this.pseudonyms = pseudonyms;
    this.cids = cids;
    this.catalog = catalog;
    this.receivedAt = receivedAt;
    this.source = source;
  }

  /**
   * The id depends on the invoice's number alone: a file that is imported again, whole or in part
   * and by whomever, changes nothing.
   */
  CustomerEvent event(Invoice invoice) {
    RetailRow first = invoice.first();
    return new CustomerEvent(
        NAMESPACE + ":" + first.invoice(),
        cid(first),
        "track",
        name(invoice),
        first.time(),
        receivedAt,
        source,
        null,
        properties(invoice),
        NODES.objectNode().put("channel", "import"));
  }

  /** Without a customer each invoice is a stranger's. */
  private String cid(RetailRow row) {
    return row.customerId() == null
        ? pseudonyms.anonymous(NAMESPACE + ":" + row.invoice())
        : customer(row.customerId());
  }

  String customer(String customerId) {
    return cids.customer(customerId);
  }

  private static String name(Invoice invoice) {
    if (invoice.first().refund()) {
      return invoice.hasProducts() ? CommerceEvents.ORDER_REFUNDED : SERVICE_REFUNDED;
    }
    return invoice.hasProducts() ? CommerceEvents.ORDER_COMPLETED : SERVICE_CHARGED;
  }

  private ObjectNode properties(Invoice invoice) {
    BigDecimal subtotal = BigDecimal.ZERO;
    BigDecimal shipping = BigDecimal.ZERO;
    BigDecimal other = BigDecimal.ZERO;
    ArrayNode products = NODES.arrayNode(invoice.lines().size());
    ArrayNode charges = NODES.arrayNode();
    for (RetailRow line : invoice.lines()) {
      if (!StockCodes.isService(line.stockCode())) {
        products.add(line(line));
        subtotal = subtotal.add(line.value());
      } else {
        charges.add(line(line));
        boolean isShipping = StockCodes.isShipping(line.stockCode());
        shipping = isShipping ? shipping.add(line.value()) : shipping;
        other = isShipping ? other : other.add(line.value());
      }
    }
    ObjectNode properties =
        NODES
            .objectNode()
            .put("order_id", invoice.first().invoice())
            .put("total", subtotal.add(shipping).add(other))
            .put("subtotal", subtotal)
            .put("shipping", shipping)
            .put("currency", RetailCatalog.CURRENCY)
            .put("country", invoice.first().country());
    properties.set("products", products);
    if (!charges.isEmpty()) {
      properties.set("service_charges", charges);
    }
    return properties;
  }

  private ObjectNode line(RetailRow row) {
    RetailCatalog.Item item = catalog.item(row.stockCode());
    return NODES
        .objectNode()
        .put("product_id", row.stockCode())
        .put("name", item.name())
        .put("category", item.category())
        .put("price", row.price())
        .put("quantity", row.quantity());
  }
}
