package dev.parallax.kit.condition;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * Compiles conditions over a fixed set of names: the Common Expression Language, type-checked and
 * without loops, so that a condition always ends.
 */
public final class Conditions {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelCompiler compiler;

  /** What a name stands for. */
  public enum Kind {
    TEXT(SimpleType.STRING),
    FLAG(SimpleType.BOOL),
    INTEGER(SimpleType.INT),
    NUMBER(SimpleType.DOUBLE),
    TEXTS(ListType.create(SimpleType.STRING)),
    TEXT_BY_NAME(MapType.create(SimpleType.STRING, SimpleType.STRING));

    private final CelType type;

    Kind(CelType type) {
      this.type = type;
    }
  }

  private Conditions(CelCompiler compiler) {
    this.compiler = compiler;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects the names that conditions may ask for. */
  public static final class Builder {
    private final CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setResultType(SimpleType.BOOL);

    private Builder() {}

    public Builder with(String name, Kind kind) {
      builder.addVar(name, kind.type);
      return this;
    }

    public Conditions build() {
      return new Conditions(builder.build());
    }
  }

  /**
   * @throws ConditionInvalidException saying line, column and what is wrong
   */
  public Condition compile(String expression) {
    try {
      return new Condition(RUNTIME.createProgram(compiler.compile(expression).getAst()));
    } catch (CelValidationException e) {
      throw new ConditionInvalidException(describe(e));
    } catch (CelEvaluationException e) {
      throw new ConditionInvalidException("cannot be evaluated");
    }
  }

  private static String describe(CelValidationException e) {
    if (e.getErrors().isEmpty()) {
      return "is not a CEL condition";
    }
    CelIssue first = e.getErrors().getFirst();
    int line = first.getSourceLocation().getLine();
    int column = first.getSourceLocation().getColumn() + 1;
    return "has a mistake in line " + line + ", column " + column + ": " + first.getMessage();
  }
}
