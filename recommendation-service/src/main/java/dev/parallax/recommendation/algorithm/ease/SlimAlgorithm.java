package dev.parallax.recommendation.algorithm.ease;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.ItemWeights;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.algorithm.Weighing.Values;
import dev.parallax.recommendation.matrix.SymmetricMatrix;
import dev.parallax.recommendation.matrix.Workers;
import dev.parallax.recommendation.neighbour.ItemKnn;
import dev.parallax.recommendation.neighbour.RowsBuilder;
import dev.parallax.recommendation.neighbour.Similarity;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * SLIM (Ning and Karypis, ICDM 2011): the weights between items, none of an item to itself, that
 * best tell what users have from what else they have, as in {@link EaseAlgorithm}, but with a price
 * on each weight's size as well, so that only few are not 0, and as a rule none below it.
 *
 * <p>The loss is that of ADMM SLIM (Steck et al., WSDM 2020), and so are the weights; but each item
 * is solved for alone, among the items closest to it by cosine, by {@link Lasso}: ADMM multiplies
 * matrices of all items in each of its dozens of iterations.
 */
public final class SlimAlgorithm {
  /** As it is asked for. */
  public static final String NAME = "slim";

  private final Penalty penalty;
  private final double l1;
  private final boolean nonNegative;
  private final int neighbours;
  private final double userPower;
  private final Weighing weighing;

  private SlimAlgorithm(Options options) {
    penalty = Penalty.of(options, 50);
    l1 = options.number("l1", 0, 1e6, 2);
    nonNegative = options.flag("nonNegative", true);
    neighbours = options.whole("neighbours", 1, 2_000, 200);
    userPower = options.number("userPower", 0, 2, 0);
    weighing = Weighing.of(options, Values.BINARY);
  }

  public static Algorithms.Method of(Options options) {
    return new SlimAlgorithm(options)::fit;
  }

  private Scorer fit(Interactions data, Effort effort) {
    SparseMatrix preferences = UserWeights.applied(weighing.matrix(data), userPower);
    double[] scale = penalty.scale(Gram.squares(preferences));
    RowsBuilder rows = new RowsBuilder(data.items(), data.items());
    try (Workers workers = new Workers(effort.threads())) {
      SparseMatrix closest = ItemKnn.fit(preferences, neighbours, Similarity.cosine(0), workers);
      SymmetricMatrix gram = Gram.scaled(preferences, scale, workers);
      IntConsumer item = i -> solve(i, closest, gram, scale, rows);
      workers.run(data.items(), 16, () -> item);
    }
    return new ItemWeights(rows.build().transpose(), weighing);
  }

  /** In terms of weights by the scale, which makes the diagonal 1 and the price uneven. */
  private void solve(
      int item, SparseMatrix closest, SymmetricMatrix gram, double[] scale, RowsBuilder rows) {
    int from = closest.from(item);
    int size = closest.to(item) - from;
    int[] near = new int[size];
    double[] right = new double[size];
    double[] thresholds = new double[size];
    double[] matrix = new double[size * size];
    for (int a = 0; a < size; a++) {
      near[a] = closest.column(from + a);
      right[a] = at(gram, Math.max(item, near[a]), Math.min(item, near[a]));
      thresholds[a] = l1 * scale[item] * scale[near[a]];
      for (int b = 0; b <= a; b++) {
        matrix[a * size + b] = at(gram, near[a], near[b]);
        matrix[b * size + a] = matrix[a * size + b];
      }
    }
    double[] weights = Lasso.solve(matrix, right, thresholds, nonNegative);
    int[] items = new int[size];
    float[] values = new float[size];
    int kept = 0;
    for (int a = 0; a < size; a++) {
      if (weights[a] != 0) {
        items[kept] = near[a];
        values[kept++] = (float) (weights[a] * scale[near[a]] / scale[item]);
      }
    }
    rows.put(item, Arrays.copyOf(items, kept), Arrays.copyOf(values, kept));
  }

  private static float at(SymmetricMatrix gram, int row, int column) {
    return gram.values()[gram.row(row) + column];
  }
}
