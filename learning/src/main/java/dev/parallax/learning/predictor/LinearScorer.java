package dev.parallax.learning.predictor;

import dev.parallax.learning.calibration.Platt;
import dev.parallax.learning.linear.LinearScore;
import dev.parallax.learning.pipeline.Matrix;

/**
 * A linear model.
 *
 * @param platt makes log-odds of scores, which keeps them additive; null for numbers
 */
record LinearScorer(LinearScore score, Platt platt) implements Scorer {
  @Override
  public double[] scores(Matrix inputs) {
    double[] scores = new double[inputs.rows()];
    for (int row = 0; row < scores.length; row++) {
      double raw = score.score(inputs.values(), row * inputs.columns());
      scores[row] = platt == null ? raw : platt.logOdds(raw);
    }
    return scores;
  }

  @Override
  public Link link() {
    return platt == null ? Link.TARGET : Link.LOG_ODDS;
  }

  @Override
  public Explainer explainer() {
    return new Explainer() {
      @Override
      public double base() {
        return platt == null ? score.base() : platt.logOdds(score.base());
      }

      @Override
      public double[] contributions(Matrix inputs, int row) {
        double[] parts = score.contributions(inputs.values(), row * inputs.columns());
        if (platt != null) {
          for (int i = 0; i < parts.length; i++) {
            parts[i] *= platt.slope();
          }
        }
        return parts;
      }
    };
  }
}
