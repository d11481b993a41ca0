package dev.parallax.ingestion.identity;

import dev.parallax.kit.store.Outage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Transactions that may link identities. Visitors who sign in are the many; their transactions run
 * side by side. Whatever joins more begins anew and runs alone. Two that met crosswise, which is
 * rare, are tried again rather than left to the caller.
 */
@ApplicationScoped
public class LinkTransactions {
  private static final Logger LOG = Logger.getLogger(LinkTransactions.class);
  private static final int TRANSACTION_SECONDS = 30;
  private static final int MOST_CLASHES = 8;
  private static final int LONGEST_PAUSE_MILLIS = 40;

  /**
   * @param work gets whether it runs alone, to be handed to {@link IdentityLinks#link}; may run
   *     several times, each time in a new transaction
   */
  public <T> T call(Function<Boolean, T> work) {
    return call(false, work);
  }

  /** The same, alone from the start. */
  public <T> T callAlone(Function<Boolean, T> work) {
    return call(true, work);
  }

  private static <T> T call(boolean aloneFromTheStart, Function<Boolean, T> work) {
    boolean alone = aloneFromTheStart;
    for (int clashes = 0; ; ) {
      boolean now = alone;
      try {
        return QuarkusTransaction.requiringNew()
            .timeout(TRANSACTION_SECONDS)
            .call(() -> work.apply(now));
      } catch (AloneRequiredException e) {
        alone = true;
      } catch (RuntimeException e) {
        if (!Outage.isClash(e) || ++clashes > MOST_CLASHES) {
          throw e;
        }
        LOG.debugf(
            "two transactions met crosswise and this one is tried again clashes=%d", clashes);
        pause(e);
      }
    }
  }

  private static void pause(RuntimeException clash) {
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw clash;
    }
  }
}
