package dev.parallax.recommendation.catalog;

import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.kit.consume.EventBatches;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the catalog in. */
@ApplicationScoped
class CatalogConsumer {
  private final EventBatches batches;
  private final CatalogRepository items;

  CatalogConsumer(EventBatches batches, CatalogRepository items) {
    this.batches = batches;
    this.items = items;
  }

  @Incoming("catalog-in")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CatalogItemChanged.class, items::apply);
  }
}
