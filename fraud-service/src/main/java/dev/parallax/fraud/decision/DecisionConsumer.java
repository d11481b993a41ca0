package dev.parallax.fraud.decision;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.topology.Forgetting;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
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
  private final Forgetting forgetting;

  DecisionConsumer(EventBatches batches, DecisionStore store, Forgetting forgetting) {
    this.batches = batches;
    this.store = store;
    this.forgetting = forgetting;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.FRAUD_DECISIONS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, FraudDecided.class, store::store, this::forget);
  }

  /**
   * Decided while its customer was erased: the topology has learned from it what it may not keep.
   */
  private void forget(List<FraudDecided> passedOver) {
    forgetting.forget(
        Map.of(), passedOver.stream().map(DecisionConsumer::card).distinct().toList());
  }

  private static Forgetting.Card card(FraudDecided decided) {
    TransactionRecorded transaction = decided.transaction();
    return new Forgetting.Card(
        decided.account(),
        List.of(decided.transactionId()),
        transaction == null || transaction.device() == null
            ? List.of()
            : List.of(transaction.device()));
  }
}
