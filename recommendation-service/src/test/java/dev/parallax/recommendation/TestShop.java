package dev.parallax.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.RealPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Speaks on the log as ingestion and segmentation would. */
public final class TestShop {
  public static final Pseudonyms PSEUDONYMS = new Pseudonyms(RealPostgres.PSEUDONYM_SECRET);

  /**
   * Yesterday's. The service's clock is the real one, so that what it shows while a test runs must
   * not come long after what was sown before: popularity forgets.
   */
  public static final Instant NOON =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));

  private final LogProducer log;
  private Instant now = NOON;

  public TestShop(LogProducer log) {
    this.log = log;
  }

  public static String cid(String userId) {
    return PSEUDONYMS.customer(userId);
  }

  public void send(String topic, List<? extends ParallaxEvent> events) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    events.forEach(event -> records.add(CloudEvents.record(topic, event, "test")));
    log.sendAll(records);
  }

  public void send(ProducerRecord<String, byte[]> record) {
    log.sendAll(List.of(record));
  }

  public void tombstone(String topic, String key) {
    send(new ProducerRecord<>(topic, key, null));
  }

  /** All pseudonyms of one person; the first is the one they have by now. */
  public void erase(String... cids) {
    send(
        Topics.PRIVACY_REQUESTS,
        List.of(
            new PrivacyRequested(
                UUID.randomUUID().toString(),
                cids[0],
                PrivacyRequested.Kind.ERASE,
                List.of(cids),
                null,
                Instant.now())));
  }

  public void item(String id, boolean available) {
    send(Topics.CATALOG, List.of(catalogItem(id, CatalogItemChanged.Kind.PRODUCT, available)));
  }

  /** An item of a category; it can be found when this returns. */
  public void offer(String id, String category) {
    CatalogItemChanged.Kind product = CatalogItemChanged.Kind.PRODUCT;
    send(Topics.CATALOG, List.of(catalogItem(id, category, product, true)));
    Map<String, Object> search = Map.of("context", "search", "categories", List.of(category));
    await().untilAsserted(() -> assertThat(Api.items(Api.post(search))).contains(id));
  }

  /** Agrees to personalization, which lists follow when this returns; answers the pseudonym. */
  public String agreed(String userId) {
    consent(userId, true);
    await()
        .untilAsserted(() -> assertThat(Api.ask(userId).<String>getList("reasons.code")).isEmpty());
    return cid(userId);
  }

  /** Each answer is later than the one before. */
  public void consent(String userId, Boolean personalization) {
    now = now.plusSeconds(1);
    consent(cid(userId), personalization, now);
  }

  public void consent(String cid, Boolean personalization, Instant when) {
    Map<Purpose, Boolean> answers = new HashMap<>();
    answers.put(Purpose.ANALYTICS, true);
    if (personalization != null) {
      answers.put(Purpose.PERSONALIZATION, personalization);
    }
    send(
        Topics.CUSTOMER_PROFILES,
        List.of(
            new CustomerProfileChanged(
                UUID.randomUUID().toString(), cid, Map.of(), answers, when)));
  }

  public void segment(String userId, String segmentId) {
    send(
        Topics.SEGMENT_MEMBERSHIPS,
        List.of(
            new SegmentMembershipChanged(
                UUID.randomUUID().toString(),
                cid(userId),
                segmentId,
                new Phrase("Segment " + segmentId, "客群" + segmentId),
                "segmentation-kmeans-000001",
                List.of(),
                NOON)));
  }

  public void merge(String from, String into) {
    merge(from, into, 0);
  }

  public void merge(String from, String into, long version) {
    send(
        Topics.IDENTITY_MERGES,
        List.of(
            new IdentitiesMerged(UUID.randomUUID().toString(), from, into, NOON, NOON, version)));
  }

  /** Of one pseudonym, who agreed to everything. */
  public void split(String from, String into, long version) {
    Map<Purpose, Boolean> agreed = Map.of(Purpose.ANALYTICS, true, Purpose.PERSONALIZATION, true);
    CustomerProfileChanged profile =
        new CustomerProfileChanged("split-" + into, into, Map.of(), agreed, NOON);
    send(
        Topics.IDENTITY_SPLITS,
        List.of(
            new IdentitiesSplit(
                UUID.randomUUID().toString(), from, into, List.of(into), profile, NOON, version)));
  }

  public CustomerEvent bought(String cid, String orderId, Instant when, String... items) {
    return paid(cid, orderId, when, 4.5, items);
  }

  /** An order whose lines cost so much each, whatever the catalog says. */
  public CustomerEvent paid(
      String cid, String orderId, Instant when, double price, String... items) {
    return track("Order Completed", cid, order(orderId, price, items), when);
  }

  public CustomerEvent refunded(String cid, String orderId, Instant when, String... items) {
    return track("Order Refunded", cid, order(orderId, 4.5, items), when);
  }

  public CustomerEvent viewed(String cid, String item, Instant when) {
    return track(
        "Product Viewed", cid, EventJson.mapper().createObjectNode().put("product_id", item), when);
  }

  public void events(CustomerEvent... events) {
    send(Topics.CUSTOMER_EVENTS, List.of(events));
  }

  public static CatalogItemChanged catalogItem(
      String id, CatalogItemChanged.Kind kind, boolean available) {
    return catalogItem(id, "things", kind, available);
  }

  private static CatalogItemChanged catalogItem(
      String id, String category, CatalogItemChanged.Kind kind, boolean available) {
    return new CatalogItemChanged(
        UUID.randomUUID().toString(),
        id,
        "Item " + id,
        category,
        kind,
        new BigDecimal("4.50"),
        "EUR",
        available,
        Map.of(),
        NOON,
        "test");
  }

  public static CustomerEvent track(String name, String cid, ObjectNode properties, Instant when) {
    return new CustomerEvent(
        UUID.randomUUID().toString(),
        cid,
        "track",
        name,
        when,
        when.plus(Duration.ofSeconds(1)),
        "test",
        null,
        properties,
        null);
  }

  private static ObjectNode order(String orderId, double price, String... items) {
    ObjectNode order =
        EventJson.mapper().createObjectNode().put("order_id", orderId).put("currency", "EUR");
    for (String item : items) {
      order
          .withArray("products")
          .addObject()
          .put("product_id", item)
          .put("price", price)
          .put("quantity", 1);
    }
    return order;
  }
}
