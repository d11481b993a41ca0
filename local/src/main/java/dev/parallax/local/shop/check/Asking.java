package dev.parallax.local.shop.check;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same question about many, a few at a time. */
final class Asking {

  private static final int AT_A_TIME = 6;

  /** A question whose answer comes over the network. */
  interface Question<T> {
    T ask(String about) throws IOException;
  }

  private Asking() {}

  static <T> Map<String, T> all(Collection<String> about, Question<T> question) throws IOException {
    Map<String, T> answers = new ConcurrentHashMap<>();
    Map<String, Future<?>> open = new ConcurrentHashMap<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (String one : about) {
        open.put(
            one,
            workers.submit(
                () -> {
                  answers.put(one, question.ask(one));
                  return null;
                }));
      }
      for (Future<?> future : open.values()) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return answers;
  }
}
