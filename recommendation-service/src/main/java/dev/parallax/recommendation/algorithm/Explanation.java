package dev.parallax.recommendation.algorithm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the parts of a score. */
public final class Explanation {
  private final List<Contribution> parts = new ArrayList<>();

  /** Each item may be added once; nothing of nothing is left out. */
  public void add(int item, double score) {
    if (score != 0) {
      parts.add(new Contribution(item, score));
    }
  }

  /** Greatest first. */
  public List<Contribution> parts() {
    parts.sort(
        Comparator.comparingDouble(Contribution::score)
            .reversed()
            .thenComparingInt(Contribution::item));
    return List.copyOf(parts);
  }
}
