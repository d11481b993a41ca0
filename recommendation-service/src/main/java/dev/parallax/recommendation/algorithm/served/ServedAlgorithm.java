package dev.parallax.recommendation.algorithm.served;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.algorithm.ease.EaseAlgorithm;
import dev.parallax.recommendation.algorithm.ease.SlimAlgorithm;
import dev.parallax.recommendation.algorithm.knn.ItemKnnAlgorithm;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Interests;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.RuleFinder;
import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.SessionCutter;
import java.time.Duration;
import java.util.List;

/**
 * What a shop's lists are made of, as it can be learned from a file: what speaks for an item by
 * item-knn, EASE or SLIM, rules of visits, and what is popular of late, in a blend.
 */
public final class ServedAlgorithm {
  /** As it is asked for. */
  public static final String NAME = "served";

  /** The setting that says what the neighbours are learned by. */
  public static final String BY = "by";

  private static final int KEPT = 50;
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);
  private static final TimeDecay OF_POPULARITY = new TimeDecay(Duration.ofDays(30));

  /** Of a history each item once; half as much counts what lies so many days before the newest. */
  private static final Weighing RECENCY = new Weighing(Weighing.Values.BINARY, 0, 180);

  /** What the neighbours are learned by. */
  enum By {
    ITEM_KNN,
    EASE,
    SLIM,
    /** There are none: rules and popularity are left. */
    NONE
  }

  private final Algorithms.Method linear;
  private final Blend blend;
  private final Duration gap;

  private ServedAlgorithm(Options options) {
    By by = options.oneOf(BY, By.class, By.ITEM_KNN);
    linear =
        switch (by) {
          case ITEM_KNN -> ItemKnnAlgorithm.of(options);
          case EASE -> EaseAlgorithm.of(options);
          case SLIM -> SlimAlgorithm.of(options);
          case NONE -> null;
        };
    blend =
        new Blend(
            options.number("rules", 0, 1_000, 1),
            linear == null ? 0 : 1,
            options.number("popular", 1e-3, 1_000, 0.03));
    int gapMinutes = options.whole("gapMinutes", 0, 1_000_000, 30);
    gap = gapMinutes == 0 ? ENDLESS : Duration.ofMinutes(gapMinutes);
  }

  public static Algorithms.Method of(Options options) {
    return new ServedAlgorithm(options)::fit;
  }

  private Scorer fit(Interactions data, Effort effort) {
    int items = data.items();
    SparseMatrix neighbours =
        linear == null
            ? SparseMatrix.empty(items)
            : Neighbours.of(linear.fit(data, effort), items, KEPT);
    List<AssociationRule> rules = blend.rules() == 0 ? List.of() : rules(data);
    Scorer served =
        new ServedScorer(
            new Ranker(neighbours, rules),
            blend,
            popularity(data),
            history -> interests(history, items),
            items);
    return (history, scores) -> {
      served.score(history, scores);
      for (int item = 0; item < scores.length; item++) {
        scores[item] = Float.isNaN(scores[item]) ? 0 : scores[item]; // It comes last.
      }
    };
  }

  private List<AssociationRule> rules(Interactions data) {
    Baskets.Builder visits = Baskets.builder();
    SessionCutter cutter = new SessionCutter(gap, Integer.MAX_VALUE);
    for (int user = 0; user < data.users(); user++) {
      for (int p = data.from(user); p < data.to(user); p++) {
        cutter.add(data.item(p), data.second(p));
      }
      cutter.end().forEach(visits::add);
    }
    Baskets baskets = visits.build();
    return RuleFinder.rules(
        RuleFinder.mine(baskets, RuleSettings.USUAL).itemsets(),
        Math.max(1, baskets.size()),
        RuleSettings.USUAL);
  }

  private static Popularity popularity(Interactions data) {
    Popularity.Builder popularity =
        Popularity.builder(data.items(), OF_POPULARITY, data.newestSecond());
    for (int p = 0; p < data.size(); p++) {
      popularity.bought(data.item(p), 1, data.second(p));
    }
    return popularity.build();
  }

  private static Interests interests(History history, int items) {
    HistoryVector recent = RECENCY.vector(history, items);
    Interests.Builder interests = Interests.builder();
    for (int i = 0; i < recent.size(); i++) {
      interests.add(recent.items()[i], 1, recent.weights()[i]);
    }
    return interests.build();
  }
}
