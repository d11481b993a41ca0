package dev.parallax.recommendation.evaluation.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals (Efron and Tibshirani 1993, chapter 13) over the cases, from resamples that
 * a seed fixes: the same draws for every algorithm, so that differences are paired (Sakai, SIGIR
 * 2006). Fewer resamples where there are many cases: the interval is then narrow, and its own error
 * small beside it.
 */
public final class Bootstrap {
  private static final int MOST_RESAMPLES = 1_000;
  private static final int FEWEST_RESAMPLES = 200;
  private static final long MOST_DRAWS = 20_000_000;
  private static final double TAIL = 0.025;

  private final int cases;
  private final int resamples;
  private final long seed;

  public Bootstrap(int cases, long seed) {
    this.cases = cases;
    this.seed = seed;
    this.resamples =
        (int) Math.clamp(MOST_DRAWS / Math.max(1, cases), FEWEST_RESAMPLES, MOST_RESAMPLES);
  }

  /** How often is drawn. */
  public int resamples() {
    return resamples;
  }

  /**
   * Of the mean of each column.
   *
   * @param values case by case, {@code columns} of each
   */
  public Estimate[] means(double[] values, int columns) {
    double[][] means = new double[columns][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[columns];
    for (int r = 0; r < resamples && cases > 0; r++) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < cases; i++) {
        int at = random.nextInt(cases) * columns;
        for (int c = 0; c < columns; c++) {
          sums[c] += values[at + c];
        }
      }
      for (int c = 0; c < columns; c++) {
        means[c][r] = sums[c] / cases;
      }
    }
    Arrays.fill(sums, 0);
    for (int i = 0; i < cases * columns; i++) {
      sums[i % columns] += values[i];
    }
    Estimate[] estimates = new Estimate[columns];
    for (int c = 0; c < columns; c++) {
      Arrays.sort(means[c]);
      estimates[c] =
          new Estimate(
              cases == 0 ? 0 : sums[c] / cases, at(means[c], TAIL), at(means[c], 1 - TAIL));
    }
    return estimates;
  }

  /** Whether one is better than the other, from the values of each on the same cases. */
  public Comparison compare(double[] one, double[] other) {
    double[] differences = new double[cases];
    for (int i = 0; i < cases; i++) {
      differences[i] = one[i] - other[i];
    }
    return Comparison.of(means(differences, 1)[0]);
  }

  /**
   * Of a number of all cases together, such as a ratio of sums.
   *
   * @param ofCases the number, from the cases drawn
   */
  public Estimate of(ToDoubleFunction<int[]> ofCases) {
    double[] found = resampled(ofCases);
    return new Estimate(ofCases.applyAsDouble(all()), at(found, TAIL), at(found, 1 - TAIL));
  }

  /**
   * Of a share, in [0, 1], that grows with the number of different cases. A resample has fewer of
   * them than there are, so that it comes out too low: the interval is moved by as much as the
   * resamples' mean lies beside the value.
   *
   * @param ofCases the share, from the cases drawn
   */
  public Estimate ofShare(ToDoubleFunction<int[]> ofCases) {
    double value = ofCases.applyAsDouble(all());
    double[] found = resampled(ofCases);
    double shift = value - Arrays.stream(found).average().orElse(value);
    return new Estimate(
        value,
        Math.clamp(at(found, TAIL) + shift, 0, 1),
        Math.clamp(at(found, 1 - TAIL) + shift, 0, 1));
  }

  private int[] all() {
    int[] all = new int[cases];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private double[] resampled(ToDoubleFunction<int[]> ofCases) {
    int[] drawn = new int[cases];
    double[] found = new double[resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      for (int i = 0; i < cases; i++) {
        drawn[i] = random.nextInt(cases);
      }
      found[r] = ofCases.applyAsDouble(drawn);
    }
    Arrays.sort(found);
    return found;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
