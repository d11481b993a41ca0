package dev.parallax.recommendation.insight;

import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Independence;
import dev.parallax.recommendation.rule.Intervals;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What rules are ordered and filtered by. */
enum RuleMeasure {
  SUPPORT("support", AssociationRule::support),
  CONFIDENCE("confidence", AssociationRule::confidence),
  CONFIDENCE_LOWER("confidenceLower", rule -> Intervals.confidence(rule).lower()),
  LIFT("lift", AssociationRule::lift),
  LIFT_LOWER("liftLower", rule -> Intervals.lift(rule).lower()),
  LEVERAGE("leverage", AssociationRule::leverage),
  CONVICTION("conviction", AssociationRule::conviction),
  ZHANG("zhang", AssociationRule::zhang),
  CHI_SQUARE("chiSquare", Independence::chiSquare),
  P_VALUE("pValue", Independence::pValue),
  ADJUSTED_P_VALUE("adjustedPValue", null),
  BASKETS("baskets", AssociationRule::count);

  private final String wireName;
  private final ToDoubleFunction<AssociationRule> measure;

  RuleMeasure(String wireName, ToDoubleFunction<AssociationRule> measure) {
    this.wireName = wireName;
    this.measure = measure;
  }

  String wireName() {
    return wireName;
  }

  double of(AssociationRule rule, double adjustedPValue) {
    return this == ADJUSTED_P_VALUE ? adjustedPValue : measure.applyAsDouble(rule);
  }

  /** Whether the lowest is the best. */
  boolean isBestLow() {
    return this == P_VALUE || this == ADJUSTED_P_VALUE;
  }

  static Optional<RuleMeasure> named(String name) {
    return Arrays.stream(values()).filter(m -> m.wireName.equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(RuleMeasure::wireName).collect(Collectors.joining(", "));
  }
}
