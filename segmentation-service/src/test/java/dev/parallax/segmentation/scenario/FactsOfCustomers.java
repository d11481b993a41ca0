package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.day;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.segmentation.customer.FeatureQuery;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.membership.Placer;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
}
