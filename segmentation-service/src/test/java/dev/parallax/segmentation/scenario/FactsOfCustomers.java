package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.catalog.CatalogItemChanged.Kind;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.segmentation.customer.FeatureQuery;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.membership.Placer;
import dev.parallax.segmentation.scenario.Events.Line;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;

/** Sends events to an empty service and looks at what it knows of a customer afterwards. */
abstract class FactsOfCustomers {
  static final Instant REFERENCE = day(100);

  @Inject LogProducer log;
  @Inject FeatureQuery features;
  @Inject Placer placer;

  Service service;

  @BeforeEach
  void empty() {
    Service.empty();
    service = new Service(log);
  }

  Optional<FeatureVector> of(String cid) {
    placer.catchUpWithCatalog(); // as a job does before it learns
    return features.of(List.of(cid), "EUR", REFERENCE).getOrDefault(cid, Optional.empty());
  }

  double get(String cid, Feature feature) {
    return of(cid).map(vector -> vector.get(feature)).orElse(Double.NaN);
  }

  /** Three orders, two refunds, two ratings; item p4's category is known to the catalog only. */
  static List<ProducerRecord<String, byte[]>> history(String cid, String suffix) {
    return new ArrayList<>(
        List.of(
            Events.order(cid, "1" + suffix, "10.10", day(10), new Line("p1", "tea", 2)),
            Events.order(
                cid,
                "2" + suffix,
                "20.20",
                day(40),
                new Line("p2", "cups", 1),
                new Line("p4", "", 5)),
            Events.order(
                cid,
                "3" + suffix,
                "30.30",
                day(70),
                new Line("p1", "tea", 1),
                new Line("post", "", 1)),
            Events.refund(cid, "2" + suffix, "5.05", day(72)),
            Events.transaction("t" + cid + suffix, cid, "7.00", null, day(80)),
            Events.transaction("u" + cid + suffix, cid, "10.10", "1" + suffix, day(10)),
            Events.rating(cid, 2, day(90)),
            Events.rating(cid, 5, day(20)),
            Events.view(cid, day(91)),
            Events.profile(cid, true, day(1))));
  }

  void assertFactsOf(String cid) {
    await()
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(get(cid, Feature.FREQUENCY)).isEqualTo(4);
              assertThat(get(cid, Feature.LAST_RATING)).isEqualTo(2);
              assertThat(get(cid, Feature.AVERAGE_RATING)).isEqualTo(3.5);
              assertThat(get(cid, Feature.RETURN_RATE)).isEqualTo(0.25);
              assertThat(get(cid, Feature.CATEGORY_BREADTH)).isEqualTo(3);
            });
    assertThat(get(cid, Feature.MONETARY))
        .isCloseTo(10.10 + 20.20 + 30.30 + 7 - 5.05, within(1e-9));
    assertThat(get(cid, Feature.AVERAGE_ORDER_VALUE)).isCloseTo(67.60 / 4, within(1e-9));
    assertThat(get(cid, Feature.BASKET_SIZE)).isCloseTo((2 + 6 + 1) / 3.0, within(1e-9));
    assertThat(get(cid, Feature.RECENCY)).isEqualTo(20);
    assertThat(get(cid, Feature.TENURE)).isEqualTo(90);
    assertThat(get(cid, Feature.ORDER_INTERVAL)).isCloseTo(70 / 3.0, within(1e-9));
  }

  void sendCatalog() {
    service.send(
        Events.item("p4", "lamps", Kind.PRODUCT), Events.item("post", "postage", Kind.SERVICE));
  }
}
