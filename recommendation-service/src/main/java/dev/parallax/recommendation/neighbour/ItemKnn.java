package dev.parallax.recommendation.neighbour;

import dev.parallax.recommendation.matrix.Workers;
import java.util.function.IntConsumer;

/**
 * Item-based nearest neighbours (Sarwar et al., WWW 2001; Deshpande and Karypis, TOIS 2004) by any
 * {@link Similarity}.
 *
 * <p>Each item's row of products is summed over its customers' rows into one dense accumulator per
 * thread, so that only pairs which occur together are visited, and memory stays at {@code threads x
 * items} plus the result. The result does not depend on the number of threads: each row is summed
 * by one thread in a fixed order.
 */
public final class ItemKnn {
  private static final int CHUNK = 64;

  private final SparseMatrix byCustomer;
  private final SparseMatrix byItem;
  private final Extents extents;
  private final int k;
  private final Similarity similarity;

  private ItemKnn(SparseMatrix byCustomer, int k, Similarity similarity) {
    this.byCustomer = byCustomer;
    this.byItem = byCustomer.transpose();
    this.extents = Extents.of(byItem);
    this.k = k;
    this.similarity = similarity;
  }

  /**
   * The {@code k} most similar other items of each item, as rows ordered by item, by the cosine.
   *
   * @param customersByItems preferences, 0 or more
   * @param shrinkage 0 for the plain cosine
   */
  public static SparseMatrix fit(
      SparseMatrix customersByItems, int k, double shrinkage, int threads) {
    return fit(customersByItems, k, Similarity.cosine(shrinkage), threads);
  }

  /**
   * The {@code k} other items most similar to each item, as rows ordered by item; only those whose
   * similarity is above 0. Where it is asymmetric, that from the row's item.
   *
   * @param customersByItems each value 1 for a similarity of counts
   */
  public static SparseMatrix fit(
      SparseMatrix customersByItems, int k, Similarity similarity, int threads) {
    try (Workers workers = new Workers(threads)) {
      return fit(customersByItems, k, similarity, workers);
    }
  }

  /** The same, by threads that are there. */
  public static SparseMatrix fit(
      SparseMatrix customersByItems, int k, Similarity similarity, Workers workers) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more");
    }
    int most = Math.min(k, customersByItems.columns());
    return new ItemKnn(customersByItems, most, similarity).fit(workers);
  }

  private SparseMatrix fit(Workers workers) {
    RowsBuilder rows = new RowsBuilder(byItem.rows(), byItem.rows());
    workers.run(byItem.rows(), CHUNK, () -> new Accumulator(rows));
    return rows.build();
  }

  /** What one thread needs. */
  private final class Accumulator implements IntConsumer {
    private final RowsBuilder rows;
    private final double[] dot = new double[byItem.rows()];
    private final int[] touchedBy = new int[byItem.rows()];
    private final int[] touched = new int[byItem.rows()];
    private final TopK nearest = new TopK(k);

    Accumulator(RowsBuilder rows) {
      this.rows = rows;
    }

    @Override
    public void accept(int item) {
      int count = 0;
      for (int p = byItem.from(item); p < byItem.to(item); p++) {
        count = add(item, byItem.column(p), byItem.value(p), count);
      }
      nearest.clear();
      for (int t = 0; t < count; t++) {
        int other = touched[t];
        double alike = other == item ? 0 : similarity.of(dot[other], extents, item, extents, other);
        if (alike > 0) {
          nearest.offer(other, (float) alike);
        }
        dot[other] = 0;
      }
      nearest.sortByItem();
      rows.put(item, nearest.items(), nearest.scores());
    }

    private int add(int item, int customer, double weight, int before) {
      int count = before;
      for (int q = byCustomer.from(customer); q < byCustomer.to(customer); q++) {
        int other = byCustomer.column(q);
        if (touchedBy[other] != item + 1) {
          touchedBy[other] = item + 1;
          touched[count++] = other;
        }
        dot[other] += weight * byCustomer.value(q);
      }
      return count;
    }
  }
}
