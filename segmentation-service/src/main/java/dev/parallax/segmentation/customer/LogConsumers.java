package dev.parallax.segmentation.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** What the service listens to. */
@ApplicationScoped
class LogConsumers {
  private final EventBatches batches;
  private final Intake intake;

  LogConsumers(EventBatches batches, Intake intake) {
    this.batches = batches;
    this.intake = intake;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.CUSTOMER_EVENTS, this::customerEvents);
    readers.start(Topics.TRANSACTIONS, this::transactions);
    readers.start(Topics.FEEDBACK, this::feedback);
    readers.start(Topics.CUSTOMER_PROFILES, this::profiles);
    readers.start(Topics.CATALOG, this::catalog);
    readers.start(Topics.IDENTITY_MERGES, this::merges);
    readers.start(Topics.IDENTITY_SPLITS, this::splits);
  }

  private void customerEvents(ConsumerRecords<String, byte[]> records) {
    batches.process(records, CustomerEvent.class, intake::customerEvents);
  }

  private void transactions(ConsumerRecords<String, byte[]> records) {
    batches.process(records, TransactionRecorded.class, intake::transactions);
  }

  private void feedback(ConsumerRecords<String, byte[]> records) {
    batches.process(records, FeedbackGiven.class, intake::feedback);
  }

  private void profiles(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CustomerProfileChanged.class, intake::profiles);
  }

  private void catalog(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CatalogItemChanged.class, intake::catalog);
  }

  private void merges(ConsumerRecords<String, byte[]> records) {
    batches.process(records, IdentitiesMerged.class, intake::merges);
  }

  private void splits(ConsumerRecords<String, byte[]> records) {
    batches.process(records, IdentitiesSplit.class, intake::splits);
  }
}
