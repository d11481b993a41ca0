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
          .map(RuleBounds::capitalized)
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
            bound(RuleMeasure.SUPPORT, minSupport, maxSupport),
            bound(RuleMeasure.CONFIDENCE, minConfidence, maxConfidence),
            bound(RuleMeasure.CONFIDENCE_LOWER, minConfidenceLower, maxConfidenceLower),
            bound(RuleMeasure.LIFT, minLift, maxLift),
            bound(RuleMeasure.LIFT_LOWER, minLiftLower, maxLiftLower),
            bound(RuleMeasure.LEVERAGE, minLeverage, maxLeverage),
            bound(RuleMeasure.CONVICTION, minConviction, maxConviction),
            bound(RuleMeasure.ZHANG, minZhang, maxZhang),
            bound(RuleMeasure.CHI_SQUARE, minChiSquare, maxChiSquare),
            bound(RuleMeasure.P_VALUE, minPValue, maxPValue),
            bound(RuleMeasure.ADJUSTED_P_VALUE, minAdjustedPValue, maxAdjustedPValue),
            bound(RuleMeasure.BASKETS, minBaskets, maxBaskets))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Bound bound(RuleMeasure measure, String min, String max) {
    if (min == null && max == null) {
      return null;
    }
    String name = capitalized(measure);
    double least = number("min" + name, min, Double.NEGATIVE_INFINITY);
    double most = number("max" + name, max, Double.POSITIVE_INFINITY);
    if (least > most) {
      throw Problems.invalid("min" + name, "must be at most max" + name);
    }
    return new Bound(measure, least, most);
  }

  private static String capitalized(RuleMeasure measure) {
    String name = measure.wireName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static double number(String field, String text, double otherwise) {
    if (text == null) {
      return otherwise;
    }
    double value = Double.NaN;
    try {
      value = Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      // Refused like the text NaN.
    }
    if (Double.isNaN(value)) {
      throw Problems.invalid(field, "must be a number");
    }
    return value;
  }
}
