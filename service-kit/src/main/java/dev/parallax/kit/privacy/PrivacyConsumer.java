package dev.parallax.kit.privacy;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.outbox.Outbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Does what people ask of a service that has a {@link PersonalStore}: the deletion, the memory of
 * it and the receipt are one transaction, so that a receipt never tells of what did not happen.
 */
@ApplicationScoped
class PrivacyConsumer {
  private static final Logger LOG = Logger.getLogger(PrivacyConsumer.class);

  private final Instance<PersonalStore> stores;
  private final EventBatches batches;
  private final Erasures erasures;
  private final Answers answers;
  private final Outbox outbox;

  PrivacyConsumer(
      Instance<PersonalStore> stores,
      EventBatches batches,
      Erasures erasures,
      Answers answers,
      Outbox outbox) {
    this.stores = stores;
    this.batches = batches;
    this.erasures = erasures;
    this.answers = answers;
    this.outbox = outbox;
  }

  /** Before others read: what waits here decides what of theirs is taken in. */
  void start(
      @Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event,
      LogReaders readers) {
    if (stores.isResolvable()) {
      readers.start(Topics.PRIVACY_REQUESTS, this::consume);
    }
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, PrivacyRequested.class, this::apply);
  }

  private void apply(List<PrivacyRequested> requests) {
    for (PrivacyRequested request : requests) {
      switch (request.kind()) {
        case ERASE -> erase(request);
        case EXPORT ->
            outbox.addAll(
                Topics.PRIVACY_RECEIPTS,
                answers.handedOver(request, stores.get().gather(request.cids())));
      }
      LOG.infof("privacy request done kind=%s id=%s", request.kind(), request.id());
    }
  }

  private void erase(PrivacyRequested request) {
    erasures.lock();
    erasures.mark(request.cids(), request.occurredAt());
    outbox.add(
        Topics.PRIVACY_RECEIPTS, answers.erased(request, stores.get().erase(request.cids())));
  }
}
