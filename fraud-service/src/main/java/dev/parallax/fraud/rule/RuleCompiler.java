package dev.parallax.fraud.rule;

import dev.parallax.fraud.feature.Feature;
import dev.parallax.kit.condition.Conditions;

/**
 * Compiles the expressions of rules. Their names are the features ({@code amount}, {@code
 * cardCount1h}, …: counts are int, flags bool, the rest double), the texts {@code kind}, {@code
 * currency}, {@code terminal}, {@code device}, {@code country}, {@code channel} (empty where the
 * transaction has none), and {@code hour} (UTC).
 */
final class RuleCompiler {
  private final Conditions conditions;

  public RuleCompiler() {
    Conditions.Builder builder = Conditions.builder().with(RuleFacts.HOUR, Conditions.Kind.INTEGER);
    RuleFacts.TEXTS.keySet().forEach(name -> builder.with(name, Conditions.Kind.TEXT));
    for (Feature feature : Feature.values()) {
      builder.with(feature.wireName(), kind(feature));
    }
    this.conditions = builder.build();
  }

  private static Conditions.Kind kind(Feature feature) {
    return switch (feature.unit()) {
      case FLAG -> Conditions.Kind.FLAG;
      case COUNT, SECONDS -> Conditions.Kind.INTEGER;
      case AMOUNT, RATIO, SCORE, SHARE -> Conditions.Kind.NUMBER;
    };
  }

  /**
   * @throws dev.parallax.kit.condition.ConditionInvalidException saying line, column and what is
   *     wrong
   */
  public CompiledRule compile(Rule rule) {
    return new CompiledRule(rule, conditions.compile(rule.expression()));
  }
}
