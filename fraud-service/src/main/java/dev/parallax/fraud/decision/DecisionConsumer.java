package dev.parallax.fraud.decision;

import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.kit.consume.EventBatches;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores decisions once they are committed, for people and for training. */
@ApplicationScoped
class DecisionConsumer {
  private final EventBatches batches;
  private final DecisionRepository repository;

  DecisionConsumer(EventBatches batches, DecisionRepository repository) {
    this.batches = batches;
    this.repository = repository;
  }

  @Incoming("decisions-in")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, FraudDecided.class, repository::store);
  }
}
