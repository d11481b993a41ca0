package dev.parallax.recommendation.ranking;

import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.rule.AssociationRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Scores every item for some interests. Immutable; each thread brings its own {@link Scratch}.
 *
 * <p>The neighbours' part of item j is the weighted mean of its similarity to the interests, over
 * those which are among j's nearest neighbours (target-based, as in Sarwar et al. 2001). The rules'
 * part is the best rule whose left side is all there, by what it adds to the item's probability;
 * the best and not the sum, so that one rule can be named as the reason.
 */
public final class Ranker {
  private final SparseMatrix similar;
  private final SparseMatrix influences;
  private final RuleIndex rules;

  /**
   * @param similar nearest neighbours of each item, rows by item
   */
  public Ranker(SparseMatrix similar, List<AssociationRule> rules) {
    this.similar = similar;
    this.influences = similar.transpose();
    this.rules = new RuleIndex(similar.rows(), rules);
  }

  /**
   * @param items how many there are, at least as many as were learned from
   */
  public Scratch scratch(int items) {
    if (items < similar.rows()) {
      throw new IllegalArgumentException("items must be at least those learned from");
    }
    return new Scratch(items);
  }

  /** Computes both parts for every item. */
  public void score(Interests interests, Scratch into) {
    into.start(interests);
    double total = interests.total();
    for (int i = 0; i < interests.size(); i++) {
      int item = interests.item(i);
      if (item < influences.rows()) {
        for (int p = influences.from(item); p < influences.to(item); p++) {
          into.addNeighbour(
              influences.column(p), interests.weight(i) * influences.value(p) / total);
        }
      }
      rules.apply(item, into);
    }
  }

  /** Adds scores for other causes. Call {@link #score} before. */
  public void add(Extras extras, Scratch scored) {
    for (int i = 0; i < extras.size(); i++) {
      scored.addExtra(extras.item(i), extras.score(i));
    }
  }

  /** Takes back whatever interests say of some items. Call {@link #score} before. */
  public void mute(IntPredicate muted, Scratch scored) {
    for (int t = 0; t < scored.touched(); t++) {
      if (muted.test(scored.touched(t))) {
        scored.mute(scored.touched(t));
      }
    }
  }

  /** An item's blended score, without emphasis. Call {@link #score} before. */
  public double scoreOf(int item, Scratch scored, Blend blend, Popularity popularity) {
    return blend.neighbours() * scored.neighbour(item)
        + blend.rules() * scored.rule(item)
        + blend.popular() * popularity.share(item)
        + scored.extra(item);
  }

  /** What {@link #scoreOf} is the sum of. */
  public record Parts(double neighbours, double rules, double popular, double extra) {
    public double score() {
      return neighbours + rules + popular + extra;
    }
  }

  /** An item's blended score by source, without reasons. Call {@link #score} before. */
  public Parts partsOf(int item, Scratch scored, Blend blend, Popularity popularity) {
    return new Parts(
        blend.neighbours() * scored.neighbour(item),
        blend.rules() * scored.rule(item),
        blend.popular() * popularity.share(item),
        scored.extra(item));
  }

  /** The best {@code n} allowed items by blended score, best first. */
  public int[] top(
      Scratch scored, Blend blend, Popularity popularity, IntPredicate allowed, int n) {
    return top(scored, blend, popularity, item -> allowed.test(item) ? 1 : 0, 1, n).items();
  }

  /** The best items of a list in the making, best first, and their scores. */
  public record Best(int[] items, float[] scores) {
    public int size() {
      return items.length;
    }
  }

  /**
   * The best {@code n} items by blended score times emphasis. Call {@link #score} before.
   *
   * @param most no factor of the emphasis is above it
   */
  public Best top(
      Scratch scored, Blend blend, Popularity popularity, Emphasis emphasis, double most, int n) {
    TopK top = new TopK(n);
    for (int t = 0; t < scored.touched(); t++) {
      int item = scored.touched(t);
      float score = (float) scoreOf(item, scored, blend, popularity);
      offer(item, score, emphasis, most, top);
    }
    for (int rank = 0; rank < popularity.ranked(); rank++) {
      int item = popularity.at(rank);
      float score = (float) (blend.popular() * popularity.share(item));
      if (top.isFull() && score * most < top.worst()) {
        break; // Nor will any that follows be among the best.
      }
      if (item < scored.items() && !scored.isTouched(item)) {
        offer(item, score, emphasis, most, top);
      }
    }
    top.sortByScore();
    return new Best(top.items(), top.scores());
  }

  private static void offer(int item, float score, Emphasis emphasis, double most, TopK top) {
    if (score > 0 && !(top.isFull() && score * most < top.worst())) {
      double factor = emphasis.factor(item);
      if (factor > 0) {
        top.offer(item, (float) (score * factor));
      }
    }
  }

  /** How alike two items are, by who likes them; 0 where one is no near neighbour of the other. */
  public double likeness(int one, int other) {
    return Math.max(similarity(one, other), similarity(other, one));
  }

  private double similarity(int item, int neighbour) {
    if (item >= similar.rows()) {
      return 0;
    }
    int low = similar.from(item);
    int high = similar.to(item) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int column = similar.column(middle);
      if (column == neighbour) {
        return similar.value(middle);
      }
      if (column < neighbour) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }

  /** Takes an item's score apart. */
  public Ranked explain(int item, Scratch scored, Blend blend, Popularity popularity) {
    List<Ranked.Contribution> because = new ArrayList<>();
    double neighbours = 0;
    if (item < similar.rows() && blend.neighbours() > 0 && scored.neighbour(item) > 0) {
      double total = scored.interests().total();
      for (int p = similar.from(item); p < similar.to(item); p++) {
        float weight = scored.weight(similar.column(p));
        if (weight > 0) {
          double part = blend.neighbours() * weight * similar.value(p) / total;
          because.add(new Ranked.Contribution(similar.column(p), similar.value(p), part));
          neighbours += part;
        }
      }
      because.sort(
          Comparator.comparingDouble((Ranked.Contribution c) -> -c.score())
              .thenComparingInt(Ranked.Contribution::item));
    }
    double byRule = blend.rules() * scored.rule(item);
    return new Ranked(
        item,
        neighbours,
        byRule,
        blend.popular() * popularity.share(item),
        scored.extra(item),
        because,
        byRule > 0 ? rules.rule(scored.bestRule(item)) : null);
  }
}
