package dev.parallax.fraud.rule;

import dev.parallax.kit.condition.Condition;
import dev.parallax.kit.condition.ConditionFailedException;

/**
 * A rule ready to run.
 *
 * @param condition its expression
 */
record CompiledRule(Rule rule, Condition condition) {
  /**
   * @throws ConditionFailedException when the expression fails on these facts, as a division by
   *     zero does
   */
  boolean fires(RuleFacts facts) throws ConditionFailedException {
    return condition.holds(facts::find);
  }
}
