package dev.parallax.recommendation.algorithm;

import java.util.Map;

/** A way to learn, with its settings. Immutable; made by {@link Algorithms#of}. */
public interface Algorithm {
  /** As it is asked for, for example {@code item-knn}. */
  String name();

  /** All of them, those that were not given with what holds in their place. */
  Map<String, Object> settings();

  /**
   * Learns. The result is the same for the same data and seed, whatever the number of threads.
   *
   * @throws IllegalArgumentException when the data is not what this algorithm can learn from
   * @throws IllegalStateException when the thread was interrupted; its flag is set again
   */
  Scorer fit(Interactions data, Effort effort);
}
