package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.evaluation.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small search: one setting after the other is walked uphill from its usual value, and a walk
 * stops at the first step that does not improve NDCG on the validation. Settings of these
 * algorithms have one hump at the usual resolution, so that the full grid would find the same at
 * many times the cost. A value that does not go with the other settings, or does not fit into
 * memory, is a step down.
 *
 * @param mostTrials fits at most
 * @param footprint what there is room for
 */
public record Tuner(
    Evaluator evaluator,
    Interactions learned,
    Questions validation,
    Effort effort,
    int mostTrials,
    Footprint footprint) {

  /**
   * What was tried; nothing where the algorithm has nothing to tune.
   *
   * @param beforeEach called before each fit
   */
  public List<Trial> search(Contestant contestant, Runnable beforeEach) {
    Search search = new Search(contestant, beforeEach, new ArrayList<>());
    Map<String, Object> best = new LinkedHashMap<>(contestant.settings());
    List<SearchSpace.Axis> axes =
        SearchSpace.of(contestant.algorithm()).stream()
            .filter(axis -> !contestant.settings().containsKey(axis.setting()))
            .toList();
    for (SearchSpace.Axis axis : axes) {
      best.put(axis.setting(), axis.values().get(axis.start()));
    }
    if (axes.isEmpty()) {
      return List.of();
    }
    double height = search.measure(best);
    for (SearchSpace.Axis axis : axes) {
      height = search.walk(axis, best, height);
    }
    return search.trials();
  }

  /** The trial with the highest NDCG, the first of equals. */
  public static Trial best(List<Trial> trials) {
    Trial best = trials.getFirst();
    for (Trial trial : trials) {
      best = trial.ndcg() > best.ndcg() ? trial : best;
    }
    return best;
  }

  private final class Search {
    private final Contestant contestant;
    private final Runnable beforeEach;
    private final List<Trial> trials;

    Search(Contestant contestant, Runnable beforeEach, List<Trial> trials) {
      this.contestant = contestant;
      this.beforeEach = beforeEach;
      this.trials = trials;
    }

    List<Trial> trials() {
      return trials;
    }

    /** Leaves the best value of the axis in {@code best}. */
    double walk(SearchSpace.Axis axis, Map<String, Object> best, double from) {
      double height = from;
      for (int direction : new int[] {1, -1}) {
        double before = height;
        for (int at = axis.start() + direction;
            at >= 0 && at < axis.values().size() && trials.size() < mostTrials;
            at += direction) {
          Map<String, Object> settings = new LinkedHashMap<>(best);
          settings.put(axis.setting(), axis.values().get(at));
          double found = measured(settings);
          if (found <= height) {
            break;
          }
          height = found;
          best.putAll(settings);
        }
        if (height > before) {
          return height; // Uphill this way is downhill the other.
        }
      }
      return height;
    }

    private double measured(Map<String, Object> settings) {
      try {
        return measure(settings);
      } catch (IllegalArgumentException e) {
        return Double.NEGATIVE_INFINITY;
      }
    }

    double measure(Map<String, Object> settings) {
      footprint.check(new Contestant(contestant.algorithm(), settings));
      beforeEach.run();
      long start = System.nanoTime();
      var scorer = Algorithms.of(contestant.algorithm(), settings).fit(learned, effort);
      double seconds = (System.nanoTime() - start) / 1e9;
      double ndcg = evaluator.measure(scorer, validation).mean(Metric.NDCG);
      trials.add(new Trial(Map.copyOf(settings), ndcg, seconds));
      return ndcg;
    }
  }
}
