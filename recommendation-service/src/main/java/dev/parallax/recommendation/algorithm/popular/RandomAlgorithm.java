package dev.parallax.recommendation.algorithm.popular;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.Arrays;

/** Chance, the lowest baseline: another order for each history, the same one for the same seed. */
public record RandomAlgorithm() implements Algorithms.Method {
  @Override
  public Scorer fit(Interactions data, Effort effort) {
    return new Chance(effort.seed());
  }

  private record Chance(long seed) implements Scorer {
    @Override
    public void score(History history, float[] scores) {
      long state = mixed(seed ^ mixed(Arrays.hashCode(history.items())));
      for (int i = 0; i < scores.length; i++) {
        state += 0x9E3779B97F4A7C15L;
        scores[i] = (mixed(state) >>> 40) * 0x1p-24f;
      }
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long bits) {
      long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }
  }
}
