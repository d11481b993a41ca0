package dev.parallax.fraud.verdict;

import dev.parallax.fraud.rule.RuleSet;
import dev.parallax.fraud.score.LogisticScore;

/**
 * What decides at a moment: a snapshot, so that one decision does not mix two models.
 *
 * @param modelVersion {@link #RULES_ONLY} before there is a model
 * @param model null before there is one
 */
public record Scoring(String modelVersion, LogisticScore model, RuleSet rules) {
  public static final String RULES_ONLY = "rules-only";

  /** Before a model was ever promoted. */
  public static Scoring rulesOnly(RuleSet rules) {
    return new Scoring(RULES_ONLY, null, rules);
  }
}
