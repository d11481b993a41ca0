package dev.parallax.bench.load;

import dev.parallax.bench.report.Distribution;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Sends requests over a number of kept-alive connections from one thread. In pace, a request counts
 * from when it was due and not from when a connection was free, so that a service which stalls does
 * not look fast.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final long NAP_NANOS = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Selector selector;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Deque<Exchange> idle = new ArrayDeque<>();
  private long[] micros = new long[1 << 16];
  private int answered;

  /** What came of a run. */
  public record Run(int requests, double seconds, Distribution latency) {
    public double perSecond() {
      return requests / seconds;
    }
  }

  public LoadGenerator(InetSocketAddress address, int connections) throws IOException {
    selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      exchanges.add(new Exchange(address, selector));
    }
  }

  /** Each connection sends the next request as soon as it has its answer. */
  public Run asFastAsPossible(Supplier<ByteBuffer> requests, Duration time) throws IOException {
    return asFastAsPossible(requests, time, () -> true);
  }

  /** The same as long as there is more, and the time is not over. */
  public Run asFastAsPossible(Supplier<ByteBuffer> requests, Duration time, BooleanSupplier more)
      throws IOException {
    answered = 0;
    idle.clear();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    for (Exchange exchange : exchanges) {
      exchange.begin(requests.get(), System.nanoTime());
    }
    int open = exchanges.size();
    while (open > 0) {
      selector.select(PATIENCE.toMillis());
      open -= finished();
      while (System.nanoTime() - end < 0 && !idle.isEmpty() && more.getAsBoolean()) {
        idle.poll().begin(requests.get(), System.nanoTime());
        open++;
      }
      requireAnswers(end);
    }
    return run(began);
  }

  /**
   * So many a second, however long the answers take; what is still due when the time is over is not
   * sent, so that fewer were answered than asked for where a service does not keep the pace.
   */
  public Run inPace(Supplier<ByteBuffer> requests, Duration time, int perSecond)
      throws IOException {
    answered = 0;
    idle.clear();
    idle.addAll(exchanges);
    long began = System.nanoTime();
    long end = began + time.toNanos();
    long step = 1_000_000_000L / perSecond;
    long due = began;
    while (System.nanoTime() - end < 0 || idle.size() < exchanges.size()) {
      long now = System.nanoTime();
      while (now - end < 0 && due - now <= 0 && !idle.isEmpty()) {
        idle.poll().begin(requests.get(), due);
        due += step;
      }
      if (selector.selectNow() == 0) {
        LockSupport.parkNanos(NAP_NANOS);
      }
      finished();
      requireAnswers(end);
    }
    return run(began);
  }

  private static void requireAnswers(long end) throws IOException {
    if (System.nanoTime() - end > PATIENCE.toNanos()) {
      throw new IOException("no answer within " + PATIENCE.toSeconds() + " s");
    }
  }

  private int finished() throws IOException {
    int finished = 0;
    for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
      Exchange exchange = (Exchange) keys.next().attachment();
      keys.remove();
      int status = exchange.advance();
      if (status == 0) {
        continue;
      }
      if (status / 100 != 2) {
        throw new IOException("a request was answered with " + status);
      }
      if (answered == micros.length) {
        micros = Arrays.copyOf(micros, answered * 2);
      }
      micros[answered++] = (System.nanoTime() - exchange.sinceNanos()) / 1_000;
      idle.add(exchange);
      finished++;
    }
    return finished;
  }

  private Run run(long began) {
    return new Run(
        answered,
        (System.nanoTime() - began) / 1e9,
        Distribution.ofMicros(Arrays.copyOf(micros, answered)));
  }

  @Override
  public void close() throws IOException {
    for (Exchange exchange : exchanges) {
      exchange.close();
    }
    selector.close();
  }
}
