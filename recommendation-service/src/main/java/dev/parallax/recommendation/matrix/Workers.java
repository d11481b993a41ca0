package dev.parallax.recommendation.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Threads that share the tasks of a step. Each task has to write only what is its own, and to do so
 * alike whichever thread it runs on; then the result does not depend on how many there are.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more");
    }
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
  }

  /**
   * Runs tasks 0 to {@code tasks - 1}, and returns when all are done.
   *
   * @param chunk so many are taken at a time
   * @param worker makes what runs the tasks of one thread, with memory of its own
   * @throws IllegalStateException when the thread was interrupted; its flag is set again
   */
  public void run(int tasks, int chunk, Supplier<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    int needed = (int) Math.min(threads, ((long) tasks + chunk - 1) / chunk);
    for (int t = 0; t < needed; t++) {
      running.add(pool.submit(() -> work(tasks, chunk, next, worker.get())));
    }
    try {
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at work", e);
    } catch (ExecutionException e) {
      pool.shutdownNow();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a task failed", e.getCause());
    }
  }

  private static void work(int tasks, int chunk, AtomicInteger next, IntConsumer worker) {
    int from = next.getAndAdd(chunk);
    while (from < tasks && from >= 0 && !Thread.currentThread().isInterrupted()) {
      int to = (int) Math.min((long) from + chunk, tasks);
      for (int task = from; task < to; task++) {
        worker.accept(task);
      }
      from = next.getAndAdd(chunk);
    }
  }

  /** Ends the threads; waits for what they are at. */
  @Override
  public void close() {
    pool.close();
  }
}
