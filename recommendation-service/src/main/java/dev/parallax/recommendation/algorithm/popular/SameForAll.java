package dev.parallax.recommendation.algorithm.popular;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Scorer;
import java.util.Arrays;

/** The same scores for everybody. */
record SameForAll(float[] scoreOf) implements Scorer {
  @Override
  public void score(History history, float[] scores) {
    int known = Math.min(scoreOf.length, scores.length);
    System.arraycopy(scoreOf, 0, scores, 0, known);
    Arrays.fill(scores, known, scores.length, 0);
  }
}
