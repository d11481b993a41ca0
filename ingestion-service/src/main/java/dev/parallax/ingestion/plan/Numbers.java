package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Keeps numbers such as {@code 1e999999999} out of divisions and powers, where their eleven
 * characters would become a gigabyte of digits.
 */
final class Numbers {
  private static final int MOST_SCALE = 400;

  private Numbers() {}

  static boolean isDividable(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_SCALE;
  }

  /** Where the first number is that nobody should divide; null when there is none. */
  static String findUndividable(String path, JsonNode node) {
    if (node.isNumber()) {
      return node.isBigDecimal() && !isDividable(node.decimalValue()) ? path : null;
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String found = findUndividable(path + "[" + i + "]", node.get(i));
      if (found != null) {
        return found;
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String found = findUndividable(path + "." + field.getKey(), field.getValue());
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
