package dev.parallax.recommendation.exploration;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Thompson sampling (Thompson, Biometrika 25, 1933; Chapelle and Li, NIPS 2011): of several things
 * each is tried with the probability that it is the best, by what is believed of all of them. What
 * is hardly known is tried although others look better; what was tried often in vain hardly is.
 *
 * <p>The probabilities are computed once for many questions, each of which then draws by them. That
 * is the same choice as drawing from every belief for each question, costs one random number in
 * place of hundreds, and says with which probability something was chosen: an estimate of what
 * another choice would have brought divides by it.
 */
public final class Thompson {
  /** Nothing gets no chance at all: without one, nothing could be said of it afterwards. */
  private static final double LEAST_WINS = 0.5;

  private Thompson() {}

  /**
   * The probability of each to be the best; they sum up to 1. Estimated from draws: one of one half
   * has a standard error of {@code 0.5 / sqrt(draws)}.
   *
   * @param draws from all beliefs, at least 1
   */
  public static double[] chances(List<Belief> beliefs, int draws, SplittableRandom random) {
    if (draws < 1) {
      throw new IllegalArgumentException("draws must be at least 1");
    }
    int size = beliefs.size();
    double[] chances = new double[size];
    if (size == 0) {
      return chances;
    }
    Arrays.fill(chances, LEAST_WINS);
    for (int draw = 0; draw < draws; draw++) {
      int best = 0;
      double most = -1;
      for (int i = 0; i < size; i++) {
        double value = beta(beliefs.get(i), random);
        if (value > most) {
          most = value;
          best = i;
        }
      }
      chances[best]++;
    }
    double all = draws + LEAST_WINS * size;
    for (int i = 0; i < size; i++) {
      chances[i] /= all;
    }
    return chances;
  }

  static double beta(Belief belief, SplittableRandom random) {
    double one = gamma(belief.clicked(), random);
    double other = gamma(belief.ignored(), random);
    return one / (one + other);
  }

  /**
   * From a gamma distribution of scale 1, by Marsaglia and Tsang (ACM Transactions on Mathematical
   * Software 26, 2000); of a shape below 1 by the power of a uniform number (section 6 there).
   */
  private static double gamma(double shape, SplittableRandom random) {
    if (shape < 1) {
      double power = Math.pow(random.nextDouble(), 1 / shape);
      return Math.max(Double.MIN_NORMAL, gamma(shape + 1, random) * power);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v > 0) {
        v = v * v * v;
        if (Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
