package dev.parallax.recommendation.performance;

import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few reports read at a time, and none for long: they share the connections with answers to
 * customers, who must not wait because a dozen analysts look at a quarter.
 */
@ApplicationScoped
public class Reports {
  private static final int AT_ONCE = 2;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long PATIENCE_SECONDS = 10;
  private static final int RETRY_SECONDS = 10;

  private final AgroalDataSource store;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  Reports(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * Reads when it is its turn, within one transaction.
   *
   * @throws RuntimeException a 503 problem where others take too long; one of the store after a
   *     minute
   */
  public <T> T read(Supplier<T> report) {
    if (!turn()) {
      throw Problems.unavailable("other reports are being made; ask again", RETRY_SECONDS);
    }
    try {
      return QuarkusTransaction.requiringNew()
          .timeout((int) LONGEST.plusSeconds(PATIENCE_SECONDS).toSeconds())
          .call(
              () -> {
                limit();
                return report.get();
              });
    } finally {
      turns.release();
    }
  }

  private boolean turn() {
    try {
      return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void limit() {
    Sql.run(
        store,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = '" + LONGEST.toSeconds() + "s'");
          }
        });
  }
}
