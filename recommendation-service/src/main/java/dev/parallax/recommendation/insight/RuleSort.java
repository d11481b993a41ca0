package dev.parallax.recommendation.insight;

import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.rule.AssociationRule;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What rules are ordered by, the highest first. */
enum RuleSort {
  SUPPORT(AssociationRule::support),
  CONFIDENCE(AssociationRule::confidence),
  LIFT(AssociationRule::lift);

  private final ToDoubleFunction<AssociationRule> measure;

  RuleSort(ToDoubleFunction<AssociationRule> measure) {
    this.measure = measure;
  }

  double of(AssociationRule rule) {
    return measure.applyAsDouble(rule);
  }

  /** Lift where none is named. */
  static RuleSort parse(String name) {
    if (name == null) {
      return LIFT;
    }
    for (RuleSort sort : values()) {
      if (sort.name().toLowerCase(Locale.ROOT).equals(name)) {
        return sort;
      }
    }
    throw Problems.invalid("sort", "must be one of support, confidence, lift");
  }
}
