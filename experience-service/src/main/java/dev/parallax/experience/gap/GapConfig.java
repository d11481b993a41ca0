package dev.parallax.experience.gap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.gap.*}. */
@ConfigMapping(prefix = "parallax.gap")
public interface GapConfig {
  /** How much attention one act is. */
  WeightConfig weight();

  /** Needs of fewer customers of a segment are left out. */
  @WithDefault("5")
  int minCustomers();

  /** How sure it is that a gap is at least as wide as said, above 0.5 and below 1. */
  @WithDefault("0.95")
  double confidence();

  /** While data keeps coming, gaps are not computed more often than this. */
  @WithDefault("2s")
  Duration freshness();

  /**
   * Words of searches and complaints that are told apart. Of more, those of the fewest customers
   * are no need.
   */
  @WithDefault("50000")
  int mostTexts();

  /** How often what has come in is added up although nobody asks. */
  @WithDefault("15s")
  Duration ahead();

  /** Relative to each other. */
  interface WeightConfig {
    @WithDefault("1")
    double view();

    @WithDefault("2")
    double search();

    /** A search that found nothing. */
    @WithDefault("5")
    double emptySearch();

    @WithDefault("3")
    double wish();

    @WithDefault("5")
    double complaint();
  }
}
