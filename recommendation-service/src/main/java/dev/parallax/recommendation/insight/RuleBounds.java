package dev.parallax.recommendation.insight;

import dev.parallax.kit.problem.Problems;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * Lowest and highest values of measures, both inclusive; take it as a {@code @BeanParam}. Texts,
 * since a number that is none would be answered by 404.
 */
public class RuleBounds {
  /** minSupport, maxSupport and so on. */
  static final Set<String> NAMES =
      Arrays.stream(RuleMeasure.values())
          .map(
              m ->
                  m.wireName().substring(0, 1).toUpperCase(Locale.ROOT) + m.wireName().substring(1))
          .flatMap(name -> Stream.of("min" + name, "max" + name))
          .collect(Collectors.toUnmodifiableSet());

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minSupport")
  public String minSupport;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxSupport")
  public String maxSupport;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minConfidence")
  public String minConfidence;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxConfidence")
  public String maxConfidence;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minConfidenceLower")
  public String minConfidenceLower;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxConfidenceLower")
  public String maxConfidenceLower;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minLift")
  public String minLift;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxLift")
  public String maxLift;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minLiftLower")
  public String minLiftLower;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxLiftLower")
  public String maxLiftLower;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minLeverage")
  public String minLeverage;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxLeverage")
  public String maxLeverage;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minConviction")
  public String minConviction;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxConviction")
  public String maxConviction;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minZhang")
  public String minZhang;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxZhang")
  public String maxZhang;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minChiSquare")
  public String minChiSquare;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxChiSquare")
  public String maxChiSquare;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minPValue")
  public String minPValue;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxPValue")
  public String maxPValue;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minAdjustedPValue")
  public String minAdjustedPValue;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxAdjustedPValue")
  public String maxAdjustedPValue;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("minBaskets")
  public String minBaskets;

  @Parameter(schema = @Schema(type = SchemaType.NUMBER))
  @QueryParam("maxBaskets")
  public String maxBaskets;

  /**
   * Values of a measure that are wanted.
   *
   * @param least at most {@code most}
   */
  record Bound(RuleMeasure measure, double least, double most) {
    boolean admits(double value) {
      return value >= least && value <= most;
    }
  }

  /**
   * Those given.
   *
   * @throws RuntimeException a 400 problem naming what is wrong
   */
  List<Bound> all() {
    return Stream.of(
            bound(RuleMeasure.SUPPORT, "Support", minSupport, maxSupport),
            bound(RuleMeasure.CONFIDENCE, "Confidence", minConfidence, maxConfidence),
            bound(
                RuleMeasure.CONFIDENCE_LOWER,
                "ConfidenceLower",
                minConfidenceLower,
                maxConfidenceLower),
            bound(RuleMeasure.LIFT, "Lift", minLift, maxLift),
            bound(RuleMeasure.LIFT_LOWER, "LiftLower", minLiftLower, maxLiftLower),
            bound(RuleMeasure.LEVERAGE, "Leverage", minLeverage, maxLeverage),
            bound(RuleMeasure.CONVICTION, "Conviction", minConviction, maxConviction),
            bound(RuleMeasure.ZHANG, "Zhang", minZhang, maxZhang),
            bound(RuleMeasure.CHI_SQUARE, "ChiSquare", minChiSquare, maxChiSquare),
            bound(RuleMeasure.P_VALUE, "PValue", minPValue, maxPValue),
            bound(
                RuleMeasure.ADJUSTED_P_VALUE,
                "AdjustedPValue",
                minAdjustedPValue,
                maxAdjustedPValue),
            bound(RuleMeasure.BASKETS, "Baskets", minBaskets, maxBaskets))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Bound bound(RuleMeasure measure, String name, String min, String max) {
    if (min == null && max == null) {
      return null;
    }
    double least = number("min" + name, min, Double.NEGATIVE_INFINITY);
    double most = number("max" + name, max, Double.POSITIVE_INFINITY);
    if (least > most) {
      throw Problems.invalid("min" + name, "must be at most max" + name);
    }
    return new Bound(measure, least, most);
  }

  private static double number(String field, String text, double otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text.trim());
      if (!Double.isNaN(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw Problems.invalid(field, "must be a number");
    }
    throw Problems.invalid(field, "must be a number");
  }
}
