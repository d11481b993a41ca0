package dev.parallax.recommendation.algorithm.popular;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import java.util.Arrays;

/**
 * What is on the rise: how far an item's latest rate of interactions is above its usual one, in
 * standard deviations of a Poisson count, {@code (recent - expected) / sqrt(expected + doubt)}.
 * Both rates decay exponentially, the usual one slowly, so that no window has edges to fall over.
 * What is expected is the item's usual share of all that was done lately: a busy week is nobody's
 * rise.
 */
public final class TrendingAlgorithm {
  private final double recentDays;
  private final double usualDays;
  private final double doubt;

  private TrendingAlgorithm(Options options) {
    recentDays = options.number("halfLifeDays", 0.001, 36_500, 3);
    usualDays = options.number("usualHalfLifeDays", 0.001, 36_500, 30);
    doubt = options.number("doubt", 0.001, 1e9, 5);
    if (usualDays <= recentDays) {
      throw new IllegalArgumentException(
          "settings.usualHalfLifeDays must be greater than halfLifeDays");
    }
  }

  public static Algorithms.Method of(Options options) {
    return new TrendingAlgorithm(options)::fit;
  }

  private Scorer fit(Interactions data, Effort effort) {
    double[] recent = new double[data.items()];
    double[] usual = new double[data.items()];
    long newest = data.newestSecond();
    for (int p = 0; p < data.size(); p++) {
      long age = newest - data.second(p);
      recent[data.item(p)] += Weighing.decay(recentDays, age);
      usual[data.item(p)] += Weighing.decay(usualDays, age);
    }
    double all = Arrays.stream(usual).sum();
    double share = all > 0 ? Arrays.stream(recent).sum() / all : 0;
    float[] scores = new float[recent.length];
    for (int i = 0; i < scores.length; i++) {
      double expected = usual[i] * share;
      scores[i] = (float) ((recent[i] - expected) / Math.sqrt(expected + doubt));
    }
    return new SameForAll(scores);
  }
}
