package dev.parallax.segmentation.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as ingestion writes them. */
final class Events {
  static final Pseudonyms PSEUDONYMS = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);
  static final Instant DAY_ZERO = Instant.parse("2025-01-01T00:00:00Z");

  private Events() {}

  static Instant day(double day) {
    return DAY_ZERO.plusSeconds(Math.round(day * 86_400));
  }

  static String cid(String userId) {
    return PSEUDONYMS.customer(userId);
  }

  /** A line of an order; category "" for one that the event does not name. */
  record Line(String item, String category, int quantity) {}

  static ProducerRecord<String, byte[]> order(
      String cid, String orderId, String total, Instant at, Line... lines) {
    return told("order-" + cid + orderId, cid, orderId, total, at, lines);
  }

  /** An order as one of several events tells of it; {@code total} may be null. */
  static ProducerRecord<String, byte[]> told(
      String id, String cid, String orderId, String total, Instant at, Line... lines) {
    ObjectNode properties = EventJson.mapper().createObjectNode();
    properties.put("order_id", orderId).put("currency", "EUR");
    if (total != null) {
      properties.put("total", new BigDecimal(total));
    }
    for (Line line : lines) {
      ObjectNode product = properties.withArray("products").addObject();
      product.put("product_id", line.item()).put("quantity", line.quantity());
      if (!line.category().isEmpty()) {
        product.put("category", line.category());
      }
    }
    return track(id, cid, "Order Completed", properties, at);
  }

  static ProducerRecord<String, byte[]> refund(
      String cid, String orderId, String total, Instant at) {
    ObjectNode properties = EventJson.mapper().createObjectNode();
    properties.put("order_id", orderId).put("total", new BigDecimal(total)).put("currency", "EUR");
    return track("refund-" + cid + orderId + at, cid, "Order Refunded", properties, at);
  }

  static ProducerRecord<String, byte[]> view(String cid, Instant at) {
    return track(
        UUID.randomUUID().toString(),
        cid,
        "Product Viewed",
        EventJson.mapper().createObjectNode(),
        at);
  }

  static ProducerRecord<String, byte[]> track(
      String id, String cid, String name, ObjectNode properties, Instant at) {
    return CloudEvents.record(
        Topics.CUSTOMER_EVENTS,
        new CustomerEvent(
            id, cid, "track", name, at, Instant.now(), "shop", null, properties, null),
        "test");
  }

  static ProducerRecord<String, byte[]> rating(String cid, double stars, Instant at) {
    return CloudEvents.record(
        Topics.FEEDBACK,
        new FeedbackGiven(
            "rating-" + cid + at,
            cid,
            FeedbackGiven.Kind.RATING,
            stars,
            null,
            null,
            null,
            null,
            null,
            at,
            Instant.now(),
            "shop"),
        "test");
  }

  static ProducerRecord<String, byte[]> transaction(
      String id, String cid, String amount, String orderId, Instant at) {
    return CloudEvents.record(
        Topics.TRANSACTIONS,
        new TransactionRecorded(
            id,
            cid,
            "k_1",
            null,
            new BigDecimal(amount),
            "EUR",
            null,
            null,
            null,
            null,
            orderId,
            at,
            Instant.now(),
            "shop"),
        "test");
  }

  /** A profile with or without an answer on analytics. */
  static ProducerRecord<String, byte[]> profile(String cid, Boolean analytics, Instant at) {
    return CloudEvents.record(
        Topics.CUSTOMER_PROFILES,
        new CustomerProfileChanged(
            UUID.randomUUID().toString(),
            cid,
            Map.of("plan", "basic"),
            analytics == null ? Map.of() : Map.of(Purpose.ANALYTICS, analytics),
            at),
        "test");
  }

  /** A profile that is announced after the answer in it was given. */
  static ProducerRecord<String, byte[]> answered(
      String cid, boolean analytics, Instant answeredAt, Instant announcedAt) {
    return CloudEvents.record(
        Topics.CUSTOMER_PROFILES,
        new CustomerProfileChanged(
            UUID.randomUUID().toString(),
            cid,
            Map.of(),
            Map.of(Purpose.ANALYTICS, analytics),
            Map.of(Purpose.ANALYTICS, answeredAt),
            announcedAt),
        "test");
  }

  static ProducerRecord<String, byte[]> erasure(String cid) {
    return CloudEvents.record(
        Topics.PRIVACY_REQUESTS,
        new PrivacyRequested(
            UUID.randomUUID().toString(),
            cid,
            PrivacyRequested.Kind.ERASE,
            List.of(cid),
            null,
            Instant.now()),
        "test");
  }

  static ProducerRecord<String, byte[]> merge(String from, String into) {
    return merge(from, into, 0);
  }

  static ProducerRecord<String, byte[]> merge(String from, String into, long version) {
    return CloudEvents.record(
        Topics.IDENTITY_MERGES,
        new IdentitiesMerged(
            UUID.randomUUID().toString(), from, into, Instant.now(), Instant.now(), version),
        "test");
  }

  /** Of one pseudonym, who agreed to analytics. */
  static ProducerRecord<String, byte[]> split(String from, String into, long version) {
    return CloudEvents.record(
        Topics.IDENTITY_SPLITS,
        new IdentitiesSplit(
            UUID.randomUUID().toString(),
            from,
            into,
            List.of(into),
            new CustomerProfileChanged(
                "split-" + into, into, Map.of(), Map.of(Purpose.ANALYTICS, true), day(90)),
            Instant.now(),
            version),
        "test");
  }

  static ProducerRecord<String, byte[]> item(
      String id, String category, CatalogItemChanged.Kind kind) {
    return CloudEvents.record(
        Topics.CATALOG,
        new CatalogItemChanged(
            UUID.randomUUID().toString(),
            id,
            null,
            category,
            kind,
            null,
            null,
            true,
            null,
            DAY_ZERO,
            "shop"),
        "test");
  }
}
