package dev.parallax.recommendation.training;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.training.*}. */
@ConfigMapping(prefix = "parallax.recommendation.training")
public interface TrainingConfig {
  /** Whether a new model is trained by itself when the newest has grown old. */
  @WithDefault("true")
  boolean scheduled();

  /** How old the newest model may grow. */
  @WithDefault("1D")
  Duration every();

  /**
   * At least this many orders must be there before the schedule trains, or ten times as many order
   * lines and signals.
   */
  @WithDefault("500")
  long scheduledFromOrders();

  /** Order lines and signals that are learned from, the newest; also bounded by the heap. */
  @WithDefault("20000000")
  int mostRows();

  /** Lowest share of baskets of a rule, where the request says nothing. */
  @WithDefault("0.001")
  double minSupport();

  /** Lowest number of baskets of a rule, whatever the share. */
  @WithDefault("8")
  int minBaskets();

  /** Lowest confidence of a rule, where the request says nothing. */
  @WithDefault("0.1")
  double minConfidence();

  /** Neighbours of each item that are kept. */
  @WithDefault("50")
  int neighbours();

  /** Shrinkage of the cosine between items. */
  @WithDefault("10")
  double shrinkage();

  /** Cases below which a model cannot be told from chance, and is not promoted. */
  @WithDefault("20")
  int fewestCases();

  /** Threads; 0 for as many as there are processors. */
  @WithDefault("0")
  int threads();

  /** Seed of everything random, where the request says nothing. */
  @WithDefault("1")
  long seed();

  /** Half-life of popularity, as in serving. */
  @WithDefault("${parallax.recommendation.popularity.half-life:30D}")
  Duration popularityHalfLife();

  /** Half-life of interests, as in serving. */
  @WithDefault("${parallax.recommendation.serving.interest-half-life:180D}")
  Duration interestHalfLife();
}
