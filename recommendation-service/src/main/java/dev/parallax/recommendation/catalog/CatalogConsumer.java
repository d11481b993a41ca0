package dev.parallax.recommendation.catalog;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes the catalog in. */
@ApplicationScoped
class CatalogConsumer {
  private final EventBatches batches;
  private final CatalogRepository items;

  CatalogConsumer(EventBatches batches, CatalogRepository items) {
    this.batches = batches;
    this.items = items;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.CATALOG, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CatalogItemChanged.class, items::apply);
  }
}
