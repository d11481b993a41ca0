package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.parallax.ingestion.validation.Code;
import java.util.Map;

/**
 * Compiles the expressions of mappings: the Common Expression Language with {@code row}, the
 * columns as they stand in the file, and {@code out}, the fields made so far. It always ends: loops
 * go over what the row holds, and no further than {@value #MOST_ITERATIONS} steps.
 */
final class Expressions {
  private static final int MOST_ITERATIONS = 10_000;
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .build();
  private static final CelType COLUMNS = MapType.create(SimpleType.STRING, SimpleType.DYN);
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS))
          .build();

  private Expressions() {}

  /** Ready to be asked of each row. */
  record Expression(CelRuntime.Program program) {
    /**
     * @param names {@code row} and {@code out}
     * @return null where the answer is null
     */
    JsonNode of(Map<String, Object> names) throws BadValueException {
      try {
        return CelValues.toJson(program.eval(names));
      } catch (CelEvaluationException e) {
        // Its message may repeat a value of the row.
        throw new BadValueException(
            Code.INVALID_VALUE,
            "cannot be derived from this row: "
                + e.getErrorCode().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
      }
    }

    boolean isTrue(Map<String, Object> names) throws BadValueException {
      return BooleanNode.TRUE.equals(of(names));
    }
  }

  /**
   * @param condition whether the answer must be true or false
   * @return null when it is none, which then is among the part's mistakes
   */
  static Expression compile(Part part, String name, boolean condition) {
    String text = part.text(name);
    if (text == null) {
      return null;
    }
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS))
            .addVar("row", COLUMNS)
            .addVar("out", COLUMNS)
            .setResultType(condition ? SimpleType.BOOL : SimpleType.DYN)
            .build();
    try {
      return new Expression(RUNTIME.createProgram(compiler.compile(text).getAst()));
    } catch (CelValidationException e) {
      part.wrong(name, describe(e));
    } catch (CelEvaluationException e) {
      part.wrong(name, "cannot be evaluated");
    }
    return null;
  }

  private static String describe(CelValidationException e) {
    if (e.getErrors().isEmpty()) {
      return "must be a CEL expression";
    }
    CelIssue first = e.getErrors().getFirst();
    return "must be a CEL expression; line "
        + first.getSourceLocation().getLine()
        + ", column "
        + (first.getSourceLocation().getColumn() + 1)
        + ": "
        + first.getMessage();
  }
}
