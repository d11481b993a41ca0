package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.ranking.Interests;
import java.util.BitSet;

/**
 * One question with a known answer: what was known at the time, what may not be in the list, and
 * what was bought afterwards.
 */
record Case(Interests interests, BitSet excluded, BitSet targets) {
  Case {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("targets must not be empty");
    }
  }
}
