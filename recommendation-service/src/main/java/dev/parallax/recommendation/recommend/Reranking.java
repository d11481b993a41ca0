package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Reason;
import dev.parallax.kit.model.Champion;
import dev.parallax.recommendation.ranker.ChoiceModel;
import dev.parallax.recommendation.ranker.Feature;
import dev.parallax.recommendation.ranking.Ranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
  private double best = 1;

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
    if (candidates.size() > 0) {
      best = candidates.scores()[0];
    }
    int size = Math.min(ranked, candidates.size());
    if (!isActive() || featuring == null || size == 0) {
      return candidates;
    }
    float[] scores = candidates.scores().clone();
    for (int c = 0; c < size; c++) {
      float[] row = featuring.of(candidates.items()[c], best);
      moved.put(candidates.items()[c], row);
      scores[c] = (float) (scores[c] * ranker.model().factor(row));
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer c) -> -scores[c]))
            .limit(n)
            .mapToInt(Integer::intValue)
            .toArray();
    int[] items = new int[order.length];
    float[] sorted = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      items[i] = candidates.items()[order[i]];
      sorted[i] = scores[order[i]];
    }
    return new Ranker.Best(items, sorted);
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
    float[] known = row == null ? featuring.of(item, best) : row;
    List<Float> features = new ArrayList<>(known.length);
    for (float value : known) {
      features.add(value);
    }
    return features;
  }
}
