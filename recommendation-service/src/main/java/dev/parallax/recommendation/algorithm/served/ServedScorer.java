package dev.parallax.recommendation.algorithm.served;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Interests;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.ranking.Scratch;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A ranker as it serves: neighbours, rules and popularity in their blend. */
public final class ServedScorer implements Scorer {
  private final Ranker ranker;
  private final Blend blend;
  private final Popularity popularity;
  private final Function<History, Interests> interests;
  private final int items;
  private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();

  /**
   * @param interests what a history says of items that were learned from, each once
   * @param items that there are
   */
  public ServedScorer(
      Ranker ranker,
      Blend blend,
      Popularity popularity,
      Function<History, Interests> interests,
      int items) {
    this.ranker = ranker;
    this.blend = blend;
    this.popularity = popularity;
    this.interests = interests;
    this.items = items;
  }

  @Override
  public void score(History history, float[] scores) {
    Scratch scratch = scratches.poll();
    scratch = scratch == null ? ranker.scratch(items) : scratch;
    ranker.score(interests.apply(history), scratch);
    for (int item = 0; item < scores.length; item++) {
      float score = item < items ? (float) ranker.scoreOf(item, scratch, blend, popularity) : 0;
      scores[item] = score > 0 ? score : Float.NaN; // Nothing speaks for it: it is not offered.
    }
    scratches.add(scratch);
  }
}
