package dev.parallax.fraud.label;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.store.Outage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Announces labels once their transaction is known. A label may come first, from a bank's file for
 * example; it waits for its transaction. Looking every second was chosen over looking when either
 * arrives: two that arrive at the same moment would miss each other.
 */
@ApplicationScoped
class LabelAnnouncer {
  private static final Logger LOG = Logger.getLogger(LabelAnnouncer.class);
  private static final int BATCH = 2_000;

  private final LabelRepository repository;
  private final Outbox outbox;

  LabelAnnouncer(LabelRepository repository, Outbox outbox) {
    this.repository = repository;
    this.outbox = outbox;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void announceAll() {
    try {
      int announced = BATCH;
      while (announced == BATCH) {
        announced = QuarkusTransaction.requiringNew().call(this::announce);
      }
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.warnf("labels wait for the database cause=%s", e.getMessage());
    }
  }

  private int announce() {
    List<FraudLabelled> labels = repository.takeUnannounced(BATCH);
    outbox.addAll(Topics.FRAUD_LABELS, labels);
    return labels.size();
  }
}
