package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Profiles;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.ranking.Scratch;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a ranker, learned up to a time, about what happened next. Two tasks: what customers will buy
 * that they have not bought before, and which item is missing from a basket.
 */
public final class Evaluation {
  private static final double[] POPULAR = {0.001, 0.01, 0.03, 0.1, 0.3, 1};
  private static final double[] RULES = {0, 0.3, 1, 2, 4, 10};

  private final int items;
  private final Ranker ranker;
  private final Popularity popularity;
  private final List<Case> customers;
  private final List<Case> baskets;

  private Evaluation(
      int items, Ranker ranker, Popularity popularity, List<Case> customers, List<Case> baskets) {
    this.items = items;
    this.ranker = ranker;
    this.popularity = popularity;
    this.customers = customers;
    this.baskets = baskets;
  }

  /** How many cases, and which; the same seed draws the same ones. */
  public record Sampling(int most, long seed) {}

  /**
   * @param ranker learned from what happened before {@code from}
   * @param profiles as they stood at {@code from}
   * @param popularity as it stood at {@code from}
   */
  public static Evaluation of(
      Dataset data,
      int from,
      int until,
      Ranker ranker,
      Profiles profiles,
      Popularity popularity,
      TimeDecay interestDecay,
      Sampling sampling) {
    return new Evaluation(
        data.items(),
        ranker,
        popularity,
        Cases.customers(
            data, profiles, interestDecay, from, until, sampling.most(), sampling.seed()),
        Cases.baskets(data, from, until, sampling.most(), sampling.seed()));
  }

  public int customerCases() {
    return customers.size();
  }

  public int basketCases() {
    return baskets.size();
  }

  public Metrics customers(Blend blend) {
    return measure(customers, List.of(blend), popularity).getFirst();
  }

  public Metrics baskets(Blend blend) {
    return measure(baskets, List.of(blend), popularity).getFirst();
  }

  /** The baseline: the same questions answered by popularity alone. */
  public Metrics customersByPopularity(Popularity of) {
    return measure(customers, List.of(Blend.POPULAR_ONLY), of).getFirst();
  }

  public Metrics basketsByPopularity(Popularity of) {
    return measure(baskets, List.of(Blend.POPULAR_ONLY), of).getFirst();
  }

  /** The blend with the highest NDCG for customers, out of a small grid. */
  public Blend tunedForCustomers(Blend otherwise) {
    return tuned(customers, otherwise);
  }

  /** The same for baskets. */
  public Blend tunedForBaskets(Blend otherwise) {
    return tuned(baskets, otherwise);
  }

  private Blend tuned(List<Case> cases, Blend otherwise) {
    if (cases.isEmpty()) {
      return otherwise;
    }
    List<Blend> grid = grid();
    List<Metrics> measured = measure(cases, grid, popularity);
    int best = 0;
    for (int i = 1; i < grid.size(); i++) {
      if (measured.get(i).ndcg() > measured.get(best).ndcg()) {
        best = i;
      }
    }
    return grid.get(best);
  }

  private static List<Blend> grid() {
    List<Blend> grid = new ArrayList<>();
    for (double popular : POPULAR) {
      for (double rules : RULES) {
        grid.add(new Blend(rules, 1, popular));
      }
      grid.add(new Blend(1, 0, popular));
    }
    return grid;
  }

  private List<Metrics> measure(List<Case> cases, List<Blend> blends, Popularity by) {
    List<Metrics.Sum> sums = new ArrayList<>();
    blends.forEach(blend -> sums.add(new Metrics.Sum()));
    Scratch scratch = ranker.scratch(items);
    for (Case one : cases) {
      ranker.score(one.interests(), scratch);
      for (int b = 0; b < blends.size(); b++) {
        int[] list =
            ranker.top(scratch, blends.get(b), by, item -> !one.excluded().get(item), Metrics.K);
        sums.get(b).add(list, one.targets());
      }
    }
    return sums.stream().map(sum -> sum.over(items)).toList();
  }
}
