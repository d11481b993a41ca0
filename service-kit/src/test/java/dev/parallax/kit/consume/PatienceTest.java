package dev.parallax.kit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.kit.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void anOutageIsWaitedFor() {
    patience.whileAway(
        () -> {
          if (calls.incrementAndGet() < 3) {
            throw new StoreException(new SQLException("connection refused", "08001"));
          }
        });
    assertThat(calls).hasValue(3);
  }

  @Test
  void aMistakeIsNotRepeated() {
    assertThatThrownBy(
            () ->
                patience.whileAway(
                    () -> {
                      calls.incrementAndGet();
                      throw new StoreException(new SQLException("null value", "23502"));
                    }))
        .isInstanceOf(StoreException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aStoppingServiceGivesUpWithoutJudgingTheRecords() {
    patience.stop(null);
    assertThatThrownBy(
            () ->
                patience.whileAway(
                    () -> {
                      throw new StoreException(new SQLException("terminating", "57P01"));
                    }))
        .isInstanceOf(ServiceStoppingException.class);
    assertThatThrownBy(() -> patience.throwIfStopping(new IllegalStateException("closed")))
        .isInstanceOf(ServiceStoppingException.class);
  }
}
