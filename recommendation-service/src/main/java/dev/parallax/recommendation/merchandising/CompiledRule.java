package dev.parallax.recommendation.merchandising;

import dev.parallax.kit.condition.Condition;

/**
 * A rule ready to run.
 *
 * @param ofItemOnly whether the condition asks nothing of the situation
 */
record CompiledRule(MerchandisingRule rule, Condition condition, boolean ofItemOnly) {}
