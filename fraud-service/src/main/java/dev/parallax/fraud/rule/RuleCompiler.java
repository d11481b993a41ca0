package dev.parallax.fraud.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.parallax.fraud.feature.Feature;

/**
 * Compiles the expressions of rules: the Common Expression Language, type-checked, without loops,
 * so that a rule always ends. Its names are the features ({@code amount}, {@code cardCount1h}, …:
 * counts are int, flags bool, the rest double), the texts {@code kind}, {@code currency}, {@code
 * terminal}, {@code device}, {@code country}, {@code channel} (empty where the transaction has
 * none), and {@code hour} (UTC).
 */
final class RuleCompiler {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final CelCompiler compiler;
  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  public RuleCompiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setResultType(SimpleType.BOOL)
            .addVar(RuleFacts.HOUR, SimpleType.INT);
    RuleFacts.TEXTS.keySet().forEach(name -> builder.addVar(name, SimpleType.STRING));
    for (Feature feature : Feature.values()) {
      builder.addVar(feature.wireName(), type(feature));
    }
    this.compiler = builder.build();
  }

  private static CelType type(Feature feature) {
    return switch (feature.unit()) {
      case FLAG -> SimpleType.BOOL;
      case COUNT, SECONDS -> SimpleType.INT;
      case AMOUNT, RATIO, SCORE, SHARE -> SimpleType.DOUBLE;
    };
  }

  /**
   * @throws RuleInvalidException saying line, column and what is wrong
   */
  public CompiledRule compile(Rule rule) {
    try {
      CelAbstractSyntaxTree tree = compiler.compile(rule.expression()).getAst();
      return new CompiledRule(rule, runtime.createProgram(tree));
    } catch (CelValidationException e) {
      throw new RuleInvalidException(describe(e));
    } catch (CelEvaluationException e) {
      throw new RuleInvalidException("cannot be evaluated");
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
