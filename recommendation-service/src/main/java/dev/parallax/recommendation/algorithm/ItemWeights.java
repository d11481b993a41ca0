package dev.parallax.recommendation.algorithm;

import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A linear model of items: an item's score is the sum over the history of value times the weight
 * between the two. Neighbours of items and EASE come to this, and so does its explanation.
 *
 * @param weights from the item of a history (row) to the item that is scored (column)
 */
public record ItemWeights(SparseMatrix weights) implements Scorer {
  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0);
    for (int h = 0; h < history.size(); h++) {
      int row = history.items()[h];
      float value = history.values()[h];
      if (row >= weights.rows()) {
        continue;
      }
      for (int p = weights.from(row); p < weights.to(row); p++) {
        scores[weights.column(p)] += value * weights.value(p);
      }
    }
  }

  @Override
  public List<Contribution> explain(History history, int item) {
    List<Contribution> parts = new ArrayList<>();
    for (int h = 0; h < history.size(); h++) {
      int row = history.items()[h];
      float weight = row < weights.rows() ? weights.at(row, item) : 0;
      if (weight != 0) {
        parts.add(new Contribution(row, (double) history.values()[h] * weight));
      }
    }
    return summed(parts);
  }

  private static List<Contribution> summed(List<Contribution> parts) {
    parts.sort(Comparator.comparingInt(Contribution::item));
    List<Contribution> sums = new ArrayList<>();
    for (Contribution part : parts) {
      if (!sums.isEmpty() && sums.getLast().item() == part.item()) {
        sums.add(new Contribution(part.item(), sums.removeLast().score() + part.score()));
      } else {
        sums.add(part);
      }
    }
    sums.sort(
        Comparator.comparingDouble(Contribution::score)
            .reversed()
            .thenComparingInt(Contribution::item));
    return sums;
  }
}
