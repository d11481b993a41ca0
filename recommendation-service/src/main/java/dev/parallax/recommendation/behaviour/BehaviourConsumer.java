package dev.parallax.recommendation.behaviour;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.recommendation.customer.Identities;
import dev.parallax.recommendation.customer.Identities.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes in what customers do. */
@ApplicationScoped
class BehaviourConsumer {
  private final EventBatches batches;
  private final Identities identities;
  private final BehaviourRepository behaviour;
  private final MeterRegistry meters;

  BehaviourConsumer(
      EventBatches batches,
      Identities identities,
      BehaviourRepository behaviour,
      MeterRegistry meters) {
    this.batches = batches;
    this.identities = identities;
    this.behaviour = behaviour;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.CUSTOMER_EVENTS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, CustomerEvent.class, this::apply);
  }

  private void apply(List<CustomerEvent> events) {
    Map<String, Identity> known =
        identities.resolve(events.stream().map(CustomerEvent::cid).toList());
    BehaviourBatch batch = BehaviourBatch.of(events, cid -> known.get(cid).cid());
    behaviour.write(batch);
    if (batch.withoutItem() > 0) {
      meters.counter("parallax.events.without.item").increment(batch.withoutItem());
    }
  }
}
