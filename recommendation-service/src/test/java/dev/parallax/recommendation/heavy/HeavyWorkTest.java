package dev.parallax.recommendation.heavy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.job.JobContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeavyWorkTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HeavyWork heavy = new HeavyWork();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final JobContext context = new Told(told);

  @Test
  void jobsLearnOneAfterTheOtherInTheOrderInWhichTheyCame() throws InterruptedException {
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    heavy.begin(context);
    assertThat(told).as("the first has nothing to wait for").isEmpty();
    List<Thread> others = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      String name = "job " + number;
      others.add(
          waiting(
              () -> {
                heavy.begin(context);
                steps.add(name + " begins");
                Thread.yield();
                steps.add(name + " ends");
                heavy.end();
              }));
      expected.addAll(List.of(name + " begins", name + " ends"));
    }
    assertThat(told).hasSize(4).allMatch(text -> text.startsWith("waits until another job"));
    assertThat(steps).as("while the first learns").isEmpty();
    heavy.end();
    for (Thread other : others) {
      other.join();
    }
    assertThat(steps).isEqualTo(expected);
  }

  @Test
  void whoeverIsInterruptedWhileWaitingGivesUpAndNobodyWaitsForIt() throws InterruptedException {
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    heavy.begin(context);
    Thread first =
        waiting(
            () -> {
              try {
                heavy.begin(context);
              } catch (IllegalStateException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    CountDownLatch second = new CountDownLatch(1);
    waiting(
        () -> {
          heavy.begin(context);
          second.countDown();
          heavy.end();
        });
    first.interrupt();
    first.join();
    assertThat(thrown.get()).hasMessageContaining("interrupted");
    assertThat(flag.get()).as("the flag is set again").isTrue();
    assertThat(second.getCount()).as("its turn has not come by that").isOne();
    heavy.end();
    second.await();
  }

  @Test
  void givingBackWaitsForNoJobAndKeepsNoneFromItsTurn() throws InterruptedException {
    heavy.begin(context);
    heavy.giveBack();
    Thread other =
        waiting(
            () -> {
              heavy.begin(context);
              heavy.end();
            });
    heavy.giveBack();
    assertThat(other.isAlive()).as("it has given away no turn").isTrue();
    heavy.end();
    other.join();
    heavy.giveBack();
    heavy.begin(context);
    heavy.end();
  }

  /** Has begun, and has to wait. */
  private static Thread waiting(Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().start(work);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  /** A job of which only what it says is kept. */
  private record Told(List<String> messages) implements JobContext {
    @Override
    public String id() {
      return "job";
    }

    @Override
    public ObjectNode params() {
      return null;
    }

    @Override
    public ObjectNode checkpoint() {
      return null;
    }

    @Override
    public void progress(long done, long total, String message) {
      messages.add(message);
    }

    @Override
    public void checkpoint(ObjectNode state) {
      throw new UnsupportedOperationException();
    }
  }
}
