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

  /** One item's score. Call {@link #score} before. */
  public float blended(Scratch scored, Blend blend, Popularity popularity, int item) {
    return (float)
        (blend.neighbours() * scored.neighbour(item)
            + blend.rules() * scored.rule(item)
            + blend.popular() * popularity.share(item));
  }

  /** The best {@code n} allowed items by blended score, best first. Call {@link #score} before. */
  public int[] top(
      Scratch scored, Blend blend, Popularity popularity, IntPredicate allowed, int n) {
    TopK top = new TopK(n);
    for (int t = 0; t < scored.touched(); t++) {
      int item = scored.touched(t);
      float score = blended(scored, blend, popularity, item);
      if (score > 0 && allowed.test(item)) {
        top.offer(item, score);
      }
    }
    int left = n;
    for (int rank = 0; rank < popularity.ranked() && left > 0; rank++) {
      int item = popularity.at(rank);
      if (item < scored.items() && !scored.isTouched(item) && allowed.test(item)) {
        top.offer(item, (float) (blend.popular() * popularity.share(item)));
        left--;
      }
    }
    top.sortByScore();
    return top.items();
  }

  /** Takes an item's score apart. */
  public Ranked explain(int item, Scratch scored, Blend blend, Popularity popularity) {
    List<Ranked.Contribution> because = new ArrayList<>();
    double neighbours = 0;
    if (item < similar.rows() && blend.neighbours() > 0) {
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
        because,
        byRule > 0 ? rules.rule(scored.bestRule(item)) : null);
  }
}
