package dev.parallax.recommendation.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.kit.consume.EventBatches;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in consent, segments and merges. */
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

  @Incoming("customer-profiles-in")
  @Blocking
  void profiles(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, CustomerProfileChanged.class, customers::profiles);
  }

  @Incoming("segment-memberships-in")
  @Blocking
  void memberships(ConsumerRecords<String, byte[]> records) {
    batches.processCompacted(records, SegmentMembershipChanged.class, customers::memberships);
  }

  @Incoming("identity-merges-in")
  @Blocking
  void merges(ConsumerRecords<String, byte[]> records) {
    batches.process(records, IdentitiesMerged.class, identities::merge);
  }
}
