package dev.parallax.bench.algorithms;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The reference: a product of two dense matrices by three plain loops over float arrays, in the
 * order in which they run through memory, on all cores. The JVM makes vector instructions of the
 * inner one by itself.
 */
final class DenseMultiply {
  private DenseMultiply() {}

  /** Seconds for matrices of so many rows and columns. */
  static double seconds(int size, int threads) throws InterruptedException, ExecutionException {
    float[] a = filled(size);
    float[] b = filled(size);
    float[] product = new float[size * size];
    long began = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t;
        running.add(
            pool.submit(
                () -> {
                  for (int row = first; row < size; row += threads) {
                    row(a, b, product, row, size);
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static void row(float[] a, float[] b, float[] product, int row, int size) {
    for (int k = 0; k < size; k++) {
      add(product, row * size, a[row * size + k], b, k * size, size);
    }
  }

  private static void add(float[] to, int at, float by, float[] from, int start, int size) {
    for (int j = 0; j < size; j++) {
      to[at + j] += by * from[start + j];
    }
  }

  private static float[] filled(int size) {
    float[] values = new float[size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7;
    }
    return values;
  }
}
