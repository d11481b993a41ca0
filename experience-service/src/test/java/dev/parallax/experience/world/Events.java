package dev.parallax.experience.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.catalog.CatalogItemChanged.Kind;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.contracts.wire.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Short ways to say what happened. */
public final class Events {
  private Events() {}

  public static CustomerEvent track(
      String cid, Instant at, String name, String session, ObjectNode properties) {
    return new CustomerEvent(
        UUID.randomUUID().toString(),
        cid,
        "track",
        name,
        at,
        at.plusSeconds(1),
        "shop",
        session,
        properties,
        null);
  }

  /** All pseudonyms of one person. */
  public static PrivacyRequested erasure(Instant at, String... cids) {
    return new PrivacyRequested(
        UUID.randomUUID().toString(),
        cids[0],
        PrivacyRequested.Kind.ERASE,
        List.of(cids),
        null,
        at);
  }

  public static ObjectNode product(String itemId) {
    return EventJson.mapper().createObjectNode().put("product_id", itemId);
  }

  public static ObjectNode search(String query, int results) {
    return EventJson.mapper().createObjectNode().put("query", query).put("results_count", results);
  }

  public static ObjectNode order(String orderId, List<String> items) {
    ObjectNode order = EventJson.mapper().createObjectNode().put("order_id", orderId);
    items.forEach(item -> order.withArray("products").addObject().put("product_id", item));
    return order;
  }

  public static CatalogItemChanged item(String itemId, String category, boolean available) {
    return new CatalogItemChanged(
        UUID.randomUUID().toString(),
        itemId,
        "Thing " + itemId,
        category,
        Kind.PRODUCT,
        BigDecimal.TEN,
        "EUR",
        available,
        null,
        Instant.EPOCH,
        "shop");
  }

  public static FeedbackGiven feedback(
      String cid, Instant at, FeedbackGiven.Kind kind, Double score, String category, String text) {
    return new FeedbackGiven(
        UUID.randomUUID().toString(),
        cid,
        kind,
        score,
        null,
        category,
        null,
        text,
        "en",
        at,
        at.plusSeconds(1),
        "shop");
  }

  public static IdentitiesMerged merge(String from, String into, Instant at) {
    return merge(from, into, at, 0);
  }

  public static IdentitiesMerged merge(String from, String into, Instant at, long version) {
    return new IdentitiesMerged(UUID.randomUUID().toString(), from, into, at, at, version);
  }

  public static IdentitiesSplit split(String from, String into, Instant at, long version) {
    return new IdentitiesSplit(
        UUID.randomUUID().toString(), from, into, List.of(into), null, at, version);
  }

  public static CustomerProfileChanged consent(String cid, Boolean analytics, Instant at) {
    return new CustomerProfileChanged(
        UUID.randomUUID().toString(),
        cid,
        null,
        analytics == null ? Map.of() : Map.of(Purpose.ANALYTICS, analytics),
        at);
  }

  public static SegmentMembershipChanged member(String cid, String segment, Instant at) {
    return new SegmentMembershipChanged(
        UUID.randomUUID().toString(),
        cid,
        segment,
        new Phrase("Segment " + segment, "分群 " + segment),
        "m1",
        null,
        at);
  }

  public static RecommendationExposed shown(String cid, Instant at, List<String> items) {
    List<RecommendationExposed.Item> list =
        items.stream()
            .map(
                item ->
                    new RecommendationExposed.Item(
                        item, 1 + items.indexOf(item), "popular", 1, null))
            .toList();
    return new RecommendationExposed(UUID.randomUUID().toString(), cid, "home", list, "m1", at);
  }
}
