package dev.parallax.recommendation.insight;

import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.RuleSource;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which rules, or itemsets, are wanted; take it as a {@code @BeanParam}. */
public class RuleQuery {
  @Parameter(
      description = "what a basket is: an order, or a visit",
      schema =
          @Schema(
              enumeration = {"baskets", "sessions"},
              defaultValue = "baskets"))
  @QueryParam("source")
  public String source;

  @Parameter(description = "only those with this item")
  @QueryParam("item")
  public String item;

  @Parameter(
      description = "how many items: of the left side of a rule, of all of an itemset",
      schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10"))
  @QueryParam("size")
  public String size;

  RuleSource source() {
    return oneOf("source", source, RuleSource.BASKETS);
  }

  /** 0 where any is fine. */
  int size() {
    if (size == null) {
      return 0;
    }
    if (size.trim().matches("\\d{1,2}")) {
      int wanted = Integer.parseInt(size.trim());
      if (wanted >= 1 && wanted <= RuleSettings.MOST_ITEMS) {
        return wanted;
      }
    }
    throw Problems.invalid(
        "size", "must be a whole number between 1 and " + RuleSettings.MOST_ITEMS);
  }

  /** A constant by its name in lower case. */
  static <E extends Enum<E>> E oneOf(String field, String text, E otherwise) {
    if (text == null) {
      return otherwise;
    }
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.invalid(
                    field,
                    "must be one of "
                        + Arrays.stream(all)
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }
}
