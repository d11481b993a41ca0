package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.ranking.Scratch;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A ranker as it serves: neighbours, rules and popularity in their blend. */
final class ServedScorer implements Scorer {
  private final Ranker ranker;
  private final Blend blend;
  private final Popularity popularity;
  private final TimeDecay decay;
  private final int items;
  private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();

  ServedScorer(Ranker ranker, Blend blend, Popularity popularity, TimeDecay decay, int items) {
    this.ranker = ranker;
    this.blend = blend;
    this.popularity = popularity;
    this.decay = decay;
    this.items = items;
  }

  @Override
  public void score(History history, float[] scores) {
    Scratch scratch = scratches.poll();
    scratch = scratch == null ? ranker.scratch(items) : scratch;
    ranker.score(Histories.interests(history, decay), scratch);
    for (int item = 0; item < scores.length; item++) {
      float score = (float) ranker.scoreOf(item, scratch, blend, popularity);
      scores[item] = score > 0 ? score : Float.NaN; // Nothing speaks for it: it is not offered.
    }
    scratches.add(scratch);
  }
}
