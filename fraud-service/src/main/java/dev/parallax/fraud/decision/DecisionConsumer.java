package dev.parallax.fraud.decision;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Stores decisions once they are committed, with their transactions, for labels, people and
 * training. Both come from one topic: from two, a store would have to sort out which transaction a
 * decision was on when two have the same id.
 */
@ApplicationScoped
class DecisionConsumer {
  private final EventBatches batches;
  private final DecisionStore store;

  DecisionConsumer(EventBatches batches, DecisionStore store) {
    this.batches = batches;
    this.store = store;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.FRAUD_DECISIONS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, FraudDecided.class, store::store);
  }
}
