package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Reason;
import dev.parallax.kit.model.Champion;
import dev.parallax.recommendation.neighbour.TopK;
import dev.parallax.recommendation.ranker.ChoiceModel;
import dev.parallax.recommendation.ranker.Feature;
import dev.parallax.recommendation.ranking.Ranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the first candidates of one list into the order that customers' choices taught, and keeps
 * what was known of the items, so that it can be learned from. Without a ranker nothing moves.
 */
final class Reranking {
  /** Nothing moves, and nothing is learned from it. */
  static final Reranking NONE = new Reranking(null, null);

  private final Champion.Loaded<ChoiceModel> ranker;
  private final Featuring featuring;
  private final Map<Integer, float[]> moved = new HashMap<>();

  /**
   * @param ranker null for none
   * @param featuring null where nothing is to be learned
   */
  Reranking(Champion.Loaded<ChoiceModel> ranker, Featuring featuring) {
    this.ranker = ranker;
    this.featuring = featuring;
  }

  boolean isActive() {
    return ranker != null;
  }

  /**
   * The best of some candidates.
   *
   * @param candidates best first
   * @param ranked how many of them are put into order
   * @param n how many are wanted at most
   */
  Ranker.Best order(Ranker.Best candidates, int ranked, int n) {
    if (featuring != null) {
      featuring.compareWith(candidates.items());
    }
    int size = Math.min(ranked, candidates.size());
    if (!isActive() || size == 0) {
      return candidates;
    }
    TopK top = new TopK(Math.min(n, candidates.size()));
    for (int c = 0; c < candidates.size(); c++) {
      int item = candidates.items()[c];
      double factor = 1;
      if (c < size) {
        float[] row = featuring.of(item);
        moved.put(item, row);
        factor = ranker.model().factor(row);
      }
      top.offer(item, (float) (candidates.scores()[c] * factor));
    }
    top.sortByScore();
    return new Ranker.Best(top.items(), top.scores());
  }

  /**
   * The score after the ranker, with what it changed as one more reason.
   *
   * @param reasons whose weights sum up to the score
   */
  double reranked(int item, double score, List<Reason> reasons) {
    float[] row = moved.get(item);
    if (row == null || score == 0) {
      return score;
    }
    double[] parts = ranker.model().contributions(row, score);
    double weight = 0;
    List<TactWording.Part> named = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      int f = feature.ordinal();
      if (parts[f] != 0) {
        named.add(new TactWording.Part(feature.wireName(), row[f], parts[f]));
        weight += parts[f];
      }
    }
    if (!named.isEmpty()) {
      named.sort(Comparator.comparingDouble(part -> -Math.abs(part.contribution())));
      reasons.add(TactWording.chosen(ranker.version(), named, weight));
    }
    return score + weight;
  }

  /** What was known of an item, empty where nothing is to be learned from it. */
  List<Float> features(int item) {
    if (featuring == null) {
      return List.of();
    }
    float[] row = moved.get(item);
    float[] known = row == null ? featuring.of(item) : row;
    List<Float> features = new ArrayList<>(known.length);
    for (float value : known) {
      features.add(value);
    }
    return features;
  }
}
