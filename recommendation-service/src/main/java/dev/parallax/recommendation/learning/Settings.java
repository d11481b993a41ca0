package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.rule.RuleSettings;
import java.time.Duration;

/**
 * What can be set of learning.
 *
 * @param minSupport a rule's items are together in at least this share of baskets
 * @param minBaskets and in at least so many, whatever the share
 * @param minConfidence of a rule
 * @param significance highest probability that a rule is better than a simpler one by chance
 * @param mostItemsets bounds the memory of rule mining: support is raised until they fit
 * @param mostRules that are kept
 * @param neighbours of each item that are kept
 * @param shrinkage of the cosine
 * @param mostItemsPerCustomer the newest so many shape a customer's profile in learning; bounds the
 *     time, which grows with the square of a profile
 * @param popularityDecay of popularity
 * @param interestDecay of a customer's interests, counted back from the newest
 * @param mostCases evaluated per task
 * @param fewestCases below which nothing can be said of a model
 * @param threads that learn
 * @param seed of everything random
 */
public record Settings(
    double minSupport,
    int minBaskets,
    double minConfidence,
    double significance,
    int mostItemsets,
    int mostRules,
    int neighbours,
    double shrinkage,
    int mostItemsPerCustomer,
    TimeDecay popularityDecay,
    TimeDecay interestDecay,
    int mostCases,
    int fewestCases,
    int threads,
    long seed) {
  public Settings {
    if (!(minSupport > 0 && minSupport <= 1)) {
      throw new IllegalArgumentException("minSupport must be above 0 and at most 1");
    }
    if (!(minConfidence > 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("minConfidence must be above 0 and at most 1");
    }
  }

  /** What serves shops of some hundred to some ten thousand items. */
  public static Settings defaults() {
    return new Settings(
        RuleSettings.USUAL.minSupport(),
        RuleSettings.USUAL.minBaskets(),
        RuleSettings.USUAL.minConfidence(),
        RuleSettings.USUAL.significance(),
        RuleSettings.USUAL.mostItemsets(),
        RuleSettings.USUAL.mostRules(),
        50,
        10,
        500,
        new TimeDecay(Duration.ofDays(30)),
        new TimeDecay(Duration.ofDays(180)),
        4_000,
        20,
        Runtime.getRuntime().availableProcessors(),
        1);
  }
}
