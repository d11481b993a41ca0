package dev.parallax.fraud.rule;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/**
 * A rule ready to run.
 *
 * @param program its expression
 */
record CompiledRule(Rule rule, CelRuntime.Program program) {
  /**
   * @throws CelEvaluationException when the expression fails on these facts, as a division by zero
   *     does
   */
  boolean fires(RuleFacts facts) throws CelEvaluationException {
    return Boolean.TRUE.equals(program.eval(facts::find));
  }
}
