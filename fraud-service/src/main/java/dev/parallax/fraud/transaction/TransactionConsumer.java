package dev.parallax.fraud.transaction;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.consume.EventBatches;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores what the topology decides on, for labels, training and people. */
@ApplicationScoped
class TransactionConsumer {
  private final EventBatches batches;
  private final TransactionRepository repository;

  TransactionConsumer(EventBatches batches, TransactionRepository repository) {
    this.batches = batches;
    this.repository = repository;
  }

  @Incoming("transactions-in")
  @Blocking
  void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, TransactionRecorded.class, repository::store);
  }
}
