package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.function.BiConsumer;

/** Whether the limits of numbers are as wide as before. */
record Bounds(JsonNode was, JsonNode is, Types before, BiConsumer<String, String> add) {
  void check() {
    side("minimum", "exclusiveMinimum", 1);
    side("maximum", "exclusiveMaximum", -1);
    if (is.has("multipleOf")) {
      BigDecimal now = is.get("multipleOf").decimalValue();
      BigDecimal then =
          was.has("multipleOf")
              ? was.get("multipleOf").decimalValue()
              : before.onlyWhole() ? BigDecimal.ONE : null;
      if (then == null || then.remainder(now).signum() != 0) {
        add.accept("multipleOf", "must divide what was asked for before");
      }
    }
  }

  /**
   * @param inwards 1 for lower limits, -1 for upper ones: with that sign both grow inwards
   */
  private void side(String inclusive, String exclusive, int inwards) {
    BigDecimal reached = limit(was, inclusive, inwards);
    BigDecimal notReached = limit(was, exclusive, inwards);
    BigDecimal now = limit(is, inclusive, inwards);
    if (now != null && !isAtLeast(reached, now) && !isAtLeast(notReached, now)) {
      add.accept(inclusive, "must be as wide as before");
    }
    BigDecimal beyond = limit(is, exclusive, inwards);
    if (beyond != null
        && !isAtLeast(notReached, beyond)
        && !(reached != null && reached.compareTo(beyond) > 0)) {
      add.accept(exclusive, "must be as wide as before");
    }
  }

  private static boolean isAtLeast(BigDecimal limit, BigDecimal other) {
    return limit != null && limit.compareTo(other) >= 0;
  }

  private static BigDecimal limit(JsonNode schema, String keyword, int sign) {
    return schema.has(keyword)
        ? schema.get(keyword).decimalValue().multiply(BigDecimal.valueOf(sign))
        : null;
  }
}
