package dev.parallax.recommendation.heavy;

import dev.parallax.kit.job.JobContext;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/**
 * Trainings, evaluations and predictors, of which each may take most of the heap: in one process
 * they learn one after the other, in the order in which they came. Each could be told what the
 * others take instead, but then what fits would depend on who was first. What they took is given
 * back to the machine afterwards.
 */
@ApplicationScoped
public class HeavyWork {
  private static final long USUAL_HEAP = 192L << 20;

  private final Semaphore turn = new Semaphore(1, true);
  private long kept = USUAL_HEAP;

  /**
   * Waits for its turn, and says so where it has to. Call {@link #end} when it is over.
   *
   * @throws IllegalStateException when the thread was interrupted; its flag is set again
   */
  public void begin(JobContext context) {
    if (turn.availablePermits() == 0) {
      context.progress(0, 0, "waits until another job has learned, for its memory");
    }
    try {
      turn.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for memory", e);
    }
  }

  /** Whoever comes next may begin. */
  public void end() {
    turn.release();
  }

  /**
   * The serial collector lets the heap grow to its limit before it looks through the old
   * generation, and shrinks it only then, whatever is set; what would do it by a setting are other
   * collectors, which take more memory themselves. Looking through it when it has doubled costs
   * some tenths of a second. How much is then given back is up to the JVM's {@code
   * MaxHeapFreeRatio}, and how soon to {@code -XX:-ShrinkHeapInSteps}.
   */
  @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void giveBack() {
    if (!turn.tryAcquire()) {
      return;
    }
    try {
      if (Runtime.getRuntime().totalMemory() > 2 * kept) {
        System.gc();
        kept = Math.max(USUAL_HEAP, Runtime.getRuntime().totalMemory());
      }
    } finally {
      turn.release();
    }
  }
}
