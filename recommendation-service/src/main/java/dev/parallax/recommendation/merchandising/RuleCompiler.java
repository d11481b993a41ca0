package dev.parallax.recommendation.merchandising;

import dev.parallax.kit.condition.Condition;
import dev.parallax.kit.condition.ConditionInvalidException;
import dev.parallax.kit.condition.Conditions;

/**
 * Compiles the conditions of rules. Their names are the item's {@code itemId}, {@code name}, {@code
 * category}, {@code price}, {@code currency}, {@code available}, {@code attributes} (by name) and
 * {@code tags} (the attribute of that name, at its commas), and of the situation {@code context},
 * {@code surface} and {@code segment} (empty where there is none).
 */
final class RuleCompiler {
  private final Conditions ofItems = items().build();
  private final Conditions ofAll =
      items()
          .with("context", Conditions.Kind.TEXT)
          .with("surface", Conditions.Kind.TEXT)
          .with("segment", Conditions.Kind.TEXT)
          .build();

  private static Conditions.Builder items() {
    return Conditions.builder()
        .with("itemId", Conditions.Kind.TEXT)
        .with("name", Conditions.Kind.TEXT)
        .with("category", Conditions.Kind.TEXT)
        .with("price", Conditions.Kind.NUMBER)
        .with("currency", Conditions.Kind.TEXT)
        .with("available", Conditions.Kind.FLAG)
        .with("attributes", Conditions.Kind.TEXT_BY_NAME)
        .with("tags", Conditions.Kind.TEXTS);
  }

  /**
   * @throws ConditionInvalidException saying line, column and what is wrong
   */
  CompiledRule compile(MerchandisingRule rule) {
    try {
      Condition condition = ofItems.compile(rule.condition());
      return new CompiledRule(rule, condition, true);
    } catch (ConditionInvalidException e) {
      return new CompiledRule(rule, ofAll.compile(rule.condition()), false);
    }
  }
}
