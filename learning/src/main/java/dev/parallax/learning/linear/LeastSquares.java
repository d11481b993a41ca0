package dev.parallax.learning.linear;

import dev.parallax.learning.pipeline.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Ordinary least squares with an intercept.
 *
 * @param coefficients the intercept first, then one for each input, in their order
 * @param rank columns, the intercept among them, that do not depend on those before them
 * @param rows fitted on
 * @param r2 the share of the target's variance that is explained; null where it has none
 * @param adjustedR2 the same, corrected for the number of inputs; null without rows to spare
 * @param mse the mean squared error on the rows fitted on
 * @param residualDeviation the square root of the unbiased residual variance; null without rows to
 *     spare
 * @param f the F statistic against the mean alone; null where it cannot be had
 * @param fP its p-value
 */
public record LeastSquares(
    List<Coefficient> coefficients,
    int rank,
    int rows,
    Double r2,
    Double adjustedR2,
    double mse,
    Double residualDeviation,
    Double f,
    Double fP) {
  public static final String INTERCEPT = "(intercept)";

  public LeastSquares {
    coefficients = List.copyOf(coefficients);
  }

  /**
   * @param name of the input
   * @param value null where the input depends on those before it and was left out
   * @param standardError null where it is left out, or there are no rows to spare
   * @param t the value over its standard error
   * @param p of a value so far from 0 by chance, two-sided, by Student's distribution
   */
  public record Coefficient(String name, Double value, Double standardError, Double t, Double p) {}

  /**
   * @param names of the inputs
   */
  public static LeastSquares fit(Matrix inputs, double[] target, List<String> names) {
    int rows = inputs.rows();
    int width = inputs.columns() + 1;
    double[][] columns = new double[width][rows];
    Arrays.fill(columns[0], 1);
    for (int row = 0; row < rows; row++) {
      for (int c = 1; c < width; c++) {
        columns[c][row] = inputs.get(row, c - 1);
      }
    }
    Qr qr = Qr.of(columns, rows);
    double[] y = target.clone();
    double[] solution = qr.solve(y);
    double residual = 0;
    for (int i = qr.rank(); i < rows; i++) {
      residual += y[i] * y[i];
    }
    return of(names, qr, solution, residual, target);
  }

  private static LeastSquares of(
      List<String> names, Qr qr, double[] solution, double residual, double[] target) {
    int rows = target.length;
    int rank = qr.rank();
    int free = rows - rank;
    Double variance = free > 0 ? residual / free : null;
    double total = squaresAroundMean(target);
    Double r2 = total > 0 ? 1 - residual / total : null;
    Double adjusted =
        r2 != null && free > 0 ? Double.valueOf(1 - (1 - r2) * (rows - 1) / free) : null;
    Double f =
        variance != null && variance > 0 && rank > 1
            ? Double.valueOf((total - residual) / (rank - 1) / variance)
            : null;
    return new LeastSquares(
        coefficients(names, qr, solution, variance, free),
        rank,
        rows,
        r2,
        adjusted,
        residual / rows,
        variance == null ? null : Math.sqrt(variance),
        f,
        f == null
            ? null
            : Double.valueOf(
                1 - new FDistribution(rank - 1, free).cumulativeProbability(Math.max(f, 0))));
  }

  private static List<Coefficient> coefficients(
      List<String> names, Qr qr, double[] solution, Double variance, int free) {
    Coefficient[] all = new Coefficient[names.size() + 1];
    double[] inverse = qr.inverseGramDiagonal();
    int[] kept = qr.kept();
    for (int k = 0; k < kept.length; k++) {
      String name = kept[k] == 0 ? INTERCEPT : names.get(kept[k] - 1);
      Double error = variance == null ? null : Math.sqrt(variance * inverse[k]);
      Double t = error == null || error == 0 ? null : Double.valueOf(solution[k] / error);
      Double p =
          t == null
              ? null
              : Double.valueOf(2 * new TDistribution(free).cumulativeProbability(-Math.abs(t)));
      all[kept[k]] = new Coefficient(name, solution[k], error, t, p);
    }
    List<Coefficient> list = new ArrayList<>();
    for (int c = 0; c < all.length; c++) {
      list.add(
          all[c] == null
              ? new Coefficient(c == 0 ? INTERCEPT : names.get(c - 1), null, null, null, null)
              : all[c]);
    }
    return list;
  }

  private static double squaresAroundMean(double[] target) {
    double mean = Arrays.stream(target).average().orElse(0);
    return Arrays.stream(target).map(value -> (value - mean) * (value - mean)).sum();
  }

  /** Inputs that say nothing that those before them do not say already. */
  public List<String> dependent() {
    return coefficients.stream().filter(c -> c.value() == null).map(Coefficient::name).toList();
  }

  public LinearScore score(double[] means) {
    double[] weights = new double[coefficients.size() - 1];
    for (int i = 0; i < weights.length; i++) {
      Double value = coefficients.get(i + 1).value();
      weights[i] = value == null ? 0 : value;
    }
    Double intercept = coefficients.getFirst().value();
    return new LinearScore(weights, intercept == null ? 0 : intercept, means);
  }
}
