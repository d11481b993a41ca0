package dev.parallax.kit.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Optional;
import java.util.function.Function;

/** A condition ready to be asked; thread safe. */
public final class Condition {
  private final CelRuntime.Program program;

  Condition(CelRuntime.Program program) {
    this.program = program;
  }

  /**
   * Whether it holds.
   *
   * @param facts by name, asked for only when the condition does; integers are Long, numbers Double
   * @throws ConditionFailedException when the expression fails on these facts
   */
  public boolean holds(Function<String, Optional<Object>> facts) throws ConditionFailedException {
    try {
      return Boolean.TRUE.equals(program.eval(facts::apply));
    } catch (CelEvaluationException e) {
      throw new ConditionFailedException(e);
    }
  }
}
