package dev.parallax.recommendation.algorithm.popular;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;

/**
 * How many users did something with an item, each once, counting half as much after each half-life
 * before the newest interaction. Users are counted, not interactions, so that one who comes back
 * daily speaks for one.
 *
 * @param halfLifeDays 0 for no decay
 */
public record PopularityAlgorithm(double halfLifeDays) implements Algorithms.Method {
  public static PopularityAlgorithm of(Options options) {
    return new PopularityAlgorithm(options.number("halfLifeDays", 0, 36_500, 0));
  }

  @Override
  public Scorer fit(Interactions data, Effort effort) {
    double[] sums = new double[data.items()];
    int[] lastUser = new int[data.items()];
    long newest = data.newestSecond();
    for (int user = 0; user < data.users(); user++) {
      // From the newest backwards, so that of repeats the newest counts.
      for (int p = data.to(user) - 1; p >= data.from(user); p--) {
        int item = data.item(p);
        if (lastUser[item] != user + 1) {
          lastUser[item] = user + 1;
          sums[item] += Weighing.decay(halfLifeDays, newest - data.second(p));
        }
      }
    }
    float[] scores = new float[sums.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) sums[i];
    }
    return new SameForAll(scores);
  }
}
