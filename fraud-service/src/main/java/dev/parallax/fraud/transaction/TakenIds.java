package dev.parallax.fraud.transaction;

import dev.parallax.contracts.transaction.TransactionRecorded;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Whether a transaction has an id that another one has already: a mistake of its sender, who should
 * hear of it before anything is decided. A till does not wait for the database though: where it is
 * slow or away, the transaction goes on, and whoever stores it refuses it.
 */
@ApplicationScoped
public class TakenIds {
  /** What is wrong with such an id. */
  public static final String MESSAGE =
      "is that of a transaction on another account or of another amount";

  private static final Logger LOG = Logger.getLogger(TakenIds.class);
  private static final long PATIENCE_MILLIS = 50;

  private final TransactionRepository repository;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  TakenIds(TransactionRepository repository) {
    this.repository = repository;
  }

  /** False where it is not known in time. */
  public boolean isTaken(TransactionRecorded transaction) {
    Future<Boolean> taken = threads.submit(() -> repository.isAnother(transaction));
    try {
      return taken.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("not known whether the id is taken cause=%s", e.getClass().getSimpleName());
      taken.cancel(true); // or calls would queue for connections that the store needs
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
