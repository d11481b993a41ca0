package dev.parallax.ingestion.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Finds what JSON allows and stores do not: U+0000, which PostgreSQL refuses, and numbers such as
 * {@code 1e200000}, which it refuses or writes out, digit by digit, until no reader takes them. Let
 * in, either would be refused by every service behind, for ever.
 */
public final class Storable {
  /** Whatever fits into a double written out: 309 digits before the point or 340 after it. */
  private static final int MOST_DIGITS = 400;

  private Storable() {}

  /** Adds a mistake for the first text, field name or number that no store holds. */
  public static void check(JsonNode node, Mistakes mistakes) {
    if (isStorable(node)) {
      return; // Nearly always; the path is only put together for the other case.
    }
    find("", node, mistakes);
  }

  /** Whether every store holds all of it. */
  public static boolean isStorable(JsonNode node) {
    if (node.isValueNode()) {
      return !hasNul(node) && !isVast(node);
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (Nul.isIn(field.getKey()) || !isStorable(field.getValue())) {
          return false;
        }
      }
      return true;
    }
    for (JsonNode element : node) {
      if (!isStorable(element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean find(String path, JsonNode node, Mistakes mistakes) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        if (find(path + "[" + i + "]", node.get(i), mistakes)) {
          return true;
        }
      }
      return false;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      if (Nul.isIn(name)) {
        return add(path, "must not hold the character U+0000", mistakes);
      }
      if (find(path.isEmpty() ? name : path + "." + name, field.getValue(), mistakes)) {
        return true;
      }
    }
    if (hasNul(node)) {
      return add(path, "must not hold the character U+0000", mistakes);
    }
    return isVast(node)
        && add(path, "must have at most " + MOST_DIGITS + " digits, written out", mistakes);
  }

  private static boolean add(String path, String message, Mistakes mistakes) {
    mistakes.add(Code.INVALID_VALUE, path.isEmpty() ? "body" : path, message);
    return true;
  }

  private static boolean hasNul(JsonNode node) {
    return node.isTextual() && Nul.isIn(node.textValue());
  }

  private static boolean isVast(JsonNode node) {
    if (node.isBigInteger()) {
      // A bit is less than a third of a digit; exactly counting costs a division.
      return node.bigIntegerValue().bitLength() > MOST_DIGITS * 3;
    }
    if (!node.isBigDecimal()) {
      return false;
    }
    BigDecimal number = node.decimalValue();
    long whole = (long) number.precision() - number.scale();
    return Math.max(Math.max(whole, number.scale()), number.precision()) > MOST_DIGITS;
  }
}
