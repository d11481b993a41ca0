package dev.parallax.recommendation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void eachTaskIsRunOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1_003);
    try (Workers workers = new Workers(3)) {
      workers.run(1_003, 7, () -> runs::incrementAndGet);
      workers.run(0, 7, () -> runs::incrementAndGet);
    }
    for (int task = 0; task < runs.length(); task++) {
      assertThat(runs.get(task)).isEqualTo(1);
    }
  }

  @Test
  void whatATaskThrowsIsThrown() {
    try (Workers workers = new Workers(2)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  workers.run(
                      10,
                      1,
                      () ->
                          task -> {
                            throw new IllegalArgumentException("wrong");
                          }))
          .withMessage("wrong");
    }
  }

  @Test
  void anInterruptedLearnerStops() {
    CountDownLatch never = new CountDownLatch(1);
    try (Workers workers = new Workers(2)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> workers.run(1_000, 1, () -> task -> awaitIt(never)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
