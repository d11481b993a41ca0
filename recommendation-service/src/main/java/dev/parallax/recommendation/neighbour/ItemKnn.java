package dev.parallax.recommendation.neighbour;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Item-based nearest neighbours (Sarwar et al., WWW 2001; Deshpande and Karypis, TOIS 2004): cosine
 * of the items' columns, with the shrinkage term of Ferrari Dacrema, Cremonesi and Jannach (RecSys
 * 2019), {@code dot(i, j) / (|i| |j| + shrinkage)}, which trusts little what few customers share.
 *
 * <p>Each item's row of the Gram matrix is summed over its customers' rows into one dense
 * accumulator per thread, so that only pairs which occur together are visited, and memory stays at
 * {@code threads x items} plus the result. The result does not depend on the number of threads:
 * each row is summed by one thread in a fixed order.
 */
public final class ItemKnn {
  private static final int CHUNK = 64;

  private final SparseMatrix byCustomer;
  private final SparseMatrix byItem;
  private final double[] norms;
  private final int k;
  private final double shrinkage;

  private ItemKnn(SparseMatrix byCustomer, int k, double shrinkage) {
    this.byCustomer = byCustomer;
    this.byItem = byCustomer.transpose();
    this.norms = byItem.rowNorms();
    this.k = k;
    this.shrinkage = shrinkage;
  }

  /**
   * The {@code k} most similar other items of each item, as rows ordered by item.
   *
   * @param customersByItems preferences, 0 or more
   * @param shrinkage 0 for the plain cosine
   */
  public static SparseMatrix fit(
      SparseMatrix customersByItems, int k, double shrinkage, int threads) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more");
    }
    if (shrinkage < 0) {
      throw new IllegalArgumentException("shrinkage must be 0 or more");
    }
    return new ItemKnn(customersByItems, k, shrinkage).fit(threads);
  }

  private SparseMatrix fit(int threads) {
    int items = byItem.rows();
    int[][] columns = new int[items][];
    float[][] values = new float[items][];
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(pool.submit(() -> work(next, columns, values)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while learning neighbours", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("neighbours could not be learned", e.getCause());
    }
    return join(columns, values);
  }

  private void work(AtomicInteger next, int[][] columns, float[][] values) {
    double[] dot = new double[byItem.rows()];
    int[] touched = new int[byItem.rows()];
    TopK nearest = new TopK(k);
    int chunk = next.getAndAdd(CHUNK);
    while (chunk < columns.length) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      for (int item = chunk; item < Math.min(chunk + CHUNK, columns.length); item++) {
        row(item, dot, touched, nearest);
        nearest.sortByItem();
        columns[item] = nearest.items();
        values[item] = nearest.scores();
      }
      chunk = next.getAndAdd(CHUNK);
    }
  }

  private void row(int item, double[] dot, int[] touched, TopK nearest) {
    int count = 0;
    for (int p = byItem.from(item); p < byItem.to(item); p++) {
      int customer = byItem.column(p);
      double weight = byItem.value(p);
      for (int q = byCustomer.from(customer); q < byCustomer.to(customer); q++) {
        int other = byCustomer.column(q);
        double product = weight * byCustomer.value(q);
        if (dot[other] == 0 && product != 0) {
          touched[count++] = other;
        }
        dot[other] += product;
      }
    }
    nearest.clear();
    for (int t = 0; t < count; t++) {
      int other = touched[t];
      if (other != item) {
        nearest.offer(other, (float) (dot[other] / (norms[item] * norms[other] + shrinkage)));
      }
      dot[other] = 0;
    }
  }

  private static SparseMatrix join(int[][] columns, float[][] values) {
    int[] offsets = new int[columns.length + 1];
    for (int i = 0; i < columns.length; i++) {
      offsets[i + 1] = offsets[i] + columns[i].length;
    }
    int[] column = new int[offsets[columns.length]];
    float[] value = new float[column.length];
    for (int i = 0; i < columns.length; i++) {
      System.arraycopy(columns[i], 0, column, offsets[i], columns[i].length);
      System.arraycopy(values[i], 0, value, offsets[i], values[i].length);
      columns[i] = null;
      values[i] = null;
    }
    return new SparseMatrix(columns.length, offsets, column, value);
  }
}
