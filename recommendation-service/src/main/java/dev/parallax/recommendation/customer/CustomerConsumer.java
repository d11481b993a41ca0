package dev.parallax.recommendation.customer;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes in consent, segments, merges and splits. */
@ApplicationScoped
class CustomerConsumer {
  private final EventBatches batches;
  private final CustomerRepository customers;
  private final Identities identities;

  CustomerConsumer(EventBatches batches, CustomerRepository customers, Identities identities) {
    this.batches = batches;
    this.customers = customers;
    this.identities = identities;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.CUSTOMER_PROFILES, this::profiles);
    readers.start(Topics.SEGMENT_MEMBERSHIPS, this::memberships);
    readers.start(Topics.IDENTITY_MERGES, this::merges);
    readers.start(Topics.IDENTITY_SPLITS, this::splits);
  }

  private void profiles(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CustomerProfileChanged.class, customers::profiles);
  }

  private void memberships(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, SegmentMembershipChanged.class, customers::memberships);
  }

  private void merges(ConsumerRecords<String, byte[]> records) {
    batches.process(records, IdentitiesMerged.class, identities::merge);
  }

  private void splits(ConsumerRecords<String, byte[]> records) {
    batches.process(records, IdentitiesSplit.class, identities::split);
  }
}
