package dev.parallax.segmentation.customer;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.consume.EventBatches;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the service listens to. */
@ApplicationScoped
class LogConsumers {
  private final EventBatches batches;
  private final Intake intake;

  LogConsumers(EventBatches batches, Intake intake) {
    this.batches = batches;
    this.intake = intake;
  }

  @Incoming("customer-events-in")
  @Blocking
  void customerEvents(ConsumerRecords<String, byte[]> records) {
    batches.process(records, CustomerEvent.class, intake::customerEvents);
  }

  @Incoming("transactions-in")
  @Blocking
  void transactions(ConsumerRecords<String, byte[]> records) {
    batches.process(records, TransactionRecorded.class, intake::transactions);
  }

  @Incoming("feedback-in")
  @Blocking
  void feedback(ConsumerRecords<String, byte[]> records) {
    batches.process(records, FeedbackGiven.class, intake::feedback);
  }

  @Incoming("customer-profiles-in")
  @Blocking
  void profiles(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CustomerProfileChanged.class, intake::profiles);
  }

  @Incoming("catalog-in")
  @Blocking
  void catalog(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CatalogItemChanged.class, intake::catalog);
  }

  @Incoming("identity-merges-in")
  @Blocking
  void merges(ConsumerRecords<String, byte[]> records) {
    batches.process(records, IdentitiesMerged.class, intake::merges);
  }
}
