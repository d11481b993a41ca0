package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small search: one setting after the other is walked uphill from its usual value, and a walk
 * stops at the first step that is no better on the validation; of names each is tried. Then again
 * from where that led, until no step is better. Settings of these algorithms have one hump at the
 * usual resolution, so that the full grid would find the same at many times the cost. A value that
 * does not go with the other settings, or does not fit into memory, is a step down.
 *
 * @param mostTrials fits at most
 * @param footprint what there is room for
 */
public record Tuner(
    Validation validation,
    Interactions learned,
    Effort effort,
    int mostTrials,
    Footprint footprint) {

  /**
   * What was tried; nothing where the algorithm has nothing to tune.
   *
   * @param beforeEach called before each fit
   */
  public List<Trial> search(Contestant contestant, Runnable beforeEach) {
    List<SearchSpace.Axis> axes =
        SearchSpace.of(contestant.algorithm()).stream()
            .filter(axis -> !contestant.settings().containsKey(axis.setting()))
            .toList();
    if (axes.isEmpty()) {
      return List.of();
    }
    Map<String, Object> usual = new LinkedHashMap<>(contestant.settings());
    axes.forEach(axis -> usual.put(axis.setting(), axis.values().get(axis.start())));
    Search search = new Search(contestant.algorithm(), beforeEach, usual);
    while (search.climbed(axes)) {
      // Settings depend on each other: what was best beside others may not be beside these.
    }
    return search.trials;
  }

  /** The best trial, the first of equals. */
  public static Trial best(List<Trial> trials) {
    Trial best = trials.getFirst();
    for (Trial trial : trials) {
      best = trial.height() > best.height() ? trial : best;
    }
    return best;
  }

  private final class Search {
    private final String algorithm;
    private final Runnable beforeEach;
    private final List<Trial> trials = new ArrayList<>();
    private final Set<Map<String, Object>> tried = new HashSet<>();
    private final Map<String, Object> best;
    private double height;

    /** Begins where it is told. */
    Search(String algorithm, Runnable beforeEach, Map<String, Object> best) {
      this.algorithm = algorithm;
      this.beforeEach = beforeEach;
      this.best = best;
      this.tried.add(Map.copyOf(best));
      this.height = measure(best);
    }

    /** Whether a round of all settings led to something better. */
    boolean climbed(List<SearchSpace.Axis> axes) {
      double before = height;
      for (SearchSpace.Axis axis : axes) {
        if (axis.ordered()) {
          walk(axis);
        } else {
          axis.values().forEach(value -> improves(axis, value));
        }
      }
      return height > before;
    }

    private void walk(SearchSpace.Axis axis) {
      int from = axis.values().indexOf(best.get(axis.setting()));
      for (int direction : new int[] {1, -1}) {
        int at = from + direction;
        while (at >= 0 && at < axis.values().size() && improves(axis, axis.values().get(at))) {
          at += direction;
        }
        if (at != from + direction) {
          return; // Uphill this way is downhill the other.
        }
      }
    }

    /** Tries a value beside the best of the others, and keeps it if it is better. */
    private boolean improves(SearchSpace.Axis axis, Object value) {
      Map<String, Object> settings = new LinkedHashMap<>(best);
      settings.put(axis.setting(), value);
      // What was tried before was no better than the best.
      if (trials.size() >= mostTrials || !tried.add(settings)) {
        return false;
      }
      double found = measured(settings);
      if (found <= height) {
        return false;
      }
      height = found;
      best.putAll(settings);
      return true;
    }

    private double measured(Map<String, Object> settings) {
      try {
        return measure(settings);
      } catch (IllegalArgumentException e) {
        return Double.NEGATIVE_INFINITY;
      }
    }

    private double measure(Map<String, Object> settings) {
      footprint.check(new Contestant(algorithm, settings));
      beforeEach.run();
      long start = System.nanoTime();
      var scorer = Algorithms.of(algorithm, settings).fit(learned, effort);
      double seconds = (System.nanoTime() - start) / 1e9;
      Trial trial = validation.of(Map.copyOf(settings), scorer, seconds);
      trials.add(trial);
      return trial.height();
    }
  }
}
