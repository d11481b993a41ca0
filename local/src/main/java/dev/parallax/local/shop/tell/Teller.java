package dev.parallax.local.shop.tell;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * Sends batches, a few at the same time. What is refused is a failure: the shop tells nothing that
 * is wrong.
 */
public final class Teller implements AutoCloseable {

  private static final int IN_FLIGHT = 4;

  private final SuiteClient suite;
  private final LongConsumer acknowledged;
  private final Semaphore slots = new Semaphore(IN_FLIGHT);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  /**
   * @param acknowledged is told how many more the suite has accepted
   */
  public Teller(SuiteClient suite, LongConsumer acknowledged) {
    this.suite = suite;
    this.acknowledged = acknowledged;
  }

  /**
   * Sends a batch soon; waits while too many are under way.
   *
   * @throws IOException when an earlier batch failed
   */
  public void tell(Door door, List<Map<String, Object>> batch) throws IOException {
    check();
    slots.acquireUninterruptibly();
    workers.execute(
        () -> {
          try {
            deliver(door, batch);
          } catch (IOException e) {
            failure.compareAndSet(null, e);
          } finally {
            slots.release();
          }
        });
  }

  /** Waits until everything told so far is acknowledged. */
  public void flush() throws IOException {
    slots.acquireUninterruptibly(IN_FLIGHT);
    slots.release(IN_FLIGHT);
    check();
  }

  private void deliver(Door door, List<Map<String, Object>> batch) throws IOException {
    if (failure.get() != null) {
      return;
    }
    Object body = door == Door.BATCH ? Map.of("batch", batch) : batch;
    JsonNode answer =
        door == Door.LABELS ? suite.post(door.path(), body) : suite.send(door.path(), body);
    JsonNode rejected = answer.path("rejected");
    if (rejected.isArray() && !rejected.isEmpty() || rejected.isInt() && rejected.asInt() > 0) {
      throw new IOException(
          "%s refused %d of %d, the first one: %s"
              .formatted(
                  door.path(),
                  rejected.isArray() ? rejected.size() : rejected.asInt(),
                  batch.size(),
                  rejected.isArray() ? rejected.get(0) : answer));
    }
    acknowledged.accept(batch.size());
  }

  private void check() throws IOException {
    IOException first = failure.get();
    if (first != null) {
      throw new IOException("the suite did not take what the shop told it", first);
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
