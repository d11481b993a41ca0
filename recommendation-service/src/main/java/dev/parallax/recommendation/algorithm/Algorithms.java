package dev.parallax.recommendation.algorithm;

import dev.parallax.recommendation.algorithm.ease.EaseAlgorithm;
import dev.parallax.recommendation.algorithm.ease.SlimAlgorithm;
import dev.parallax.recommendation.algorithm.factor.AlsAlgorithm;
import dev.parallax.recommendation.algorithm.knn.ItemKnnAlgorithm;
import dev.parallax.recommendation.algorithm.knn.UserKnnAlgorithm;
import dev.parallax.recommendation.algorithm.popular.PopularityAlgorithm;
import dev.parallax.recommendation.algorithm.popular.RandomAlgorithm;
import dev.parallax.recommendation.algorithm.popular.TrendingAlgorithm;
import dev.parallax.recommendation.algorithm.rating.RatingAlsAlgorithm;
import dev.parallax.recommendation.algorithm.rating.RatingBaselineAlgorithm;
import dev.parallax.recommendation.algorithm.rating.RatingKnnAlgorithm;
import dev.parallax.recommendation.algorithm.rating.RatingUserKnnAlgorithm;
import dev.parallax.recommendation.algorithm.served.ServedAlgorithm;
import dev.parallax.recommendation.algorithm.session.SessionKnnAlgorithm;
import dev.parallax.recommendation.matrix.VectorModule;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** All algorithms by name. */
public final class Algorithms {
  private static final Map<String, Function<Options, Method>> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("als", AlsAlgorithm::of),
              Map.entry("ease", EaseAlgorithm::of),
              Map.entry("item-knn", ItemKnnAlgorithm::of),
              Map.entry("popularity", PopularityAlgorithm::of),
              Map.entry("random", options -> new RandomAlgorithm()),
              Map.entry("rating-als", RatingAlsAlgorithm::of),
              Map.entry("rating-baseline", RatingBaselineAlgorithm::of),
              Map.entry("rating-knn", RatingKnnAlgorithm::of),
              Map.entry("rating-user-knn", RatingUserKnnAlgorithm::of),
              Map.entry(ServedAlgorithm.NAME, ServedAlgorithm::of),
              Map.entry("session-knn", SessionKnnAlgorithm::of),
              Map.entry(SlimAlgorithm.NAME, SlimAlgorithm::of),
              Map.entry("trending", TrendingAlgorithm::of),
              Map.entry("user-knn", UserKnnAlgorithm::of)));

  private Algorithms() {}

  /** Learns by settings that it has read. */
  @FunctionalInterface
  public interface Method {
    Scorer fit(Interactions data, Effort effort);
  }

  /** What there is, sorted. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /**
   * @param settings as they come from JSON; what is left out has a default
   * @throws IllegalArgumentException when there is no such algorithm or a setting is wrong; the
   *     message begins with {@code name} or with {@code settings.} and its name
   */
  public static Algorithm of(String name, Map<String, Object> settings) {
    Function<Options, Method> make = name == null ? null : BY_NAME.get(name);
    if (make == null) {
      throw new IllegalArgumentException(
          "name must be one of " + String.join(", ", BY_NAME.keySet()));
    }
    VectorModule.require();
    Options options = new Options(settings);
    Method method = make.apply(options);
    return new Named(name, options.all(), method);
  }

  private record Named(String name, Map<String, Object> settings, Method method)
      implements Algorithm {
    @Override
    public Scorer fit(Interactions data, Effort effort) {
      return method.fit(data, effort);
    }
  }
}
