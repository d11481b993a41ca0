package dev.parallax.recommendation.rulebook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.rules.*}. */
@ConfigMapping(prefix = "parallax.recommendation.rules")
public interface RulesConfig {
  /** Whether the rules follow by themselves what is bought and looked at. */
  @WithDefault("true")
  boolean scheduled();

  /** How often; rules that take long to make follow less often. */
  @WithDefault("60S")
  Duration refresh();

  /** A visit ends when nothing was done for so long. */
  @WithDefault("30M")
  Duration sessionGap();

  /** Visits with more items than these are a robot's, and left out. */
  @WithDefault("200")
  int mostItemsPerSession();

  /**
   * Orders, and likewise signals, that rules are made of: the newest. Fewer where an eighth of the
   * heap has no room for them.
   */
  @WithDefault("2000000")
  int mostRows();

  /** Lowest share of baskets of a rule, where nobody has asked for another. */
  @WithDefault("0.001")
  double minSupport();

  /** Lowest number of baskets of a rule, whatever the share, where nobody has asked for another. */
  @WithDefault("8")
  int minBaskets();

  /** Lowest confidence of a rule, where nobody has asked for another. */
  @WithDefault("0.1")
  double minConfidence();

  /** Highest probability that a rule is better than a simpler one by chance. */
  @WithDefault("0.001")
  double significance();

  /** Most items of a rule, both sides together, where nobody has asked for another number. */
  @WithDefault("3")
  int maxItems();

  /**
   * Itemsets that are kept, where nobody has asked for another number: the support is raised until
   * they fit.
   */
  @WithDefault("200000")
  int mostItemsets();

  /** Rules that are kept, those with most evidence, where nobody has asked for another number. */
  @WithDefault("30000")
  int mostRules();
}
