package dev.parallax.learning.calibration;

/**
 * A probability of a score: {@code 1 / (1 + exp(-(slope * score + offset)))} (Platt, "Probabilistic
 * Outputs for Support Vector Machines", 1999), fitted by Newton's method with the corrections of
 * Lin, Lin and Weng ("A note on Platt's probabilistic outputs", 2007).
 *
 * @param slope by which a score counts as log-odds
 * @param offset log-odds of a score of 0
 */
public record Platt(double slope, double offset) {
  /** For scores that are log-odds already. */
  public static final Platt NONE = new Platt(1, 0);

  private static final int MOST_ITERATIONS = 100;
  private static final double SMALLEST_STEP = 1e-10;
  private static final double SIGMA = 1e-12;
  private static final double SMALLEST_GRADIENT = 1e-7;

  /**
   * @param scores of rows that the model was not fitted on
   */
  public static Platt fit(double[] scores, boolean[] target) {
    return new Fit(scores, target).run();
  }

  public double logOdds(double score) {
    return slope * score + offset;
  }

  public double probability(double score) {
    return sigmoid(logOdds(score));
  }

  /** Without overflow at either end. */
  public static double sigmoid(double logOdds) {
    if (logOdds >= 0) {
      return 1 / (1 + Math.exp(-logOdds));
    }
    double e = Math.exp(logOdds);
    return e / (1 + e);
  }

  private static final class Fit {
    private final double[] scores;
    private final double[] targets;
    private double slope;
    private double offset;

    Fit(double[] scores, boolean[] target) {
      this.scores = scores;
      int positives = 0;
      for (boolean yes : target) {
        positives += yes ? 1 : 0;
      }
      int negatives = target.length - positives;
      double high = (positives + 1.0) / (positives + 2.0);
      double low = 1 / (negatives + 2.0);
      targets = new double[target.length];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = target[i] ? high : low;
      }
      offset = Math.log((positives + 1.0) / (negatives + 1.0));
    }

    Platt run() {
      double loss = loss(slope, offset);
      for (int i = 0; i < MOST_ITERATIONS; i++) {
        double ss = SIGMA;
        double oo = SIGMA;
        double so = 0;
        double gs = 0;
        double go = 0;
        for (int r = 0; r < scores.length; r++) {
          double p = sigmoid(slope * scores[r] + offset);
          double d = p - targets[r];
          double w = p * (1 - p);
          ss += w * scores[r] * scores[r];
          oo += w;
          so += w * scores[r];
          gs += d * scores[r];
          go += d;
        }
        if (Math.abs(gs) < SMALLEST_GRADIENT && Math.abs(go) < SMALLEST_GRADIENT) {
          break;
        }
        double det = ss * oo - so * so;
        double ds = -(oo * gs - so * go) / det;
        double dof = -(ss * go - so * gs) / det;
        double descent = gs * ds + go * dof;
        double step = 1;
        while (step >= SMALLEST_STEP) {
          double next = loss(slope + step * ds, offset + step * dof);
          if (next < loss + 1e-4 * step * descent) {
            slope += step * ds;
            offset += step * dof;
            loss = next;
            break;
          }
          step /= 2;
        }
        if (step < SMALLEST_STEP) {
          break;
        }
      }
      return new Platt(slope, offset);
    }

    private double loss(double a, double b) {
      double sum = 0;
      for (int r = 0; r < scores.length; r++) {
        double logOdds = a * scores[r] + b;
        sum +=
            logOdds >= 0
                ? (1 - targets[r]) * logOdds + Math.log1p(Math.exp(-logOdds))
                : -targets[r] * logOdds + Math.log1p(Math.exp(logOdds));
      }
      return sum;
    }
  }
}
