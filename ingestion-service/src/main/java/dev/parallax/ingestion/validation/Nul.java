package dev.parallax.ingestion.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Finds U+0000, which JSON allows and PostgreSQL does not store: taken in, it would be refused by
 * every service behind.
 */
public final class Nul {
  private Nul() {}

  /** Adds a mistake for the first text, or field name, that holds it. */
  public static void check(JsonNode node, Mistakes mistakes) {
    if (!holds(node)) {
      return; // Nearly always; the path is only put together for the other case.
    }
    String path = find("", node);
    if (path != null) {
      mistakes.add(
          Code.INVALID_VALUE, path.isEmpty() ? "body" : path, "must not hold the character U+0000");
    }
  }

  private static boolean holds(JsonNode node) {
    if (node.isTextual()) {
      return isIn(node.textValue());
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (isIn(field.getKey()) || holds(field.getValue())) {
          return true;
        }
      }
      return false;
    }
    for (JsonNode element : node) {
      if (holds(element)) {
        return true;
      }
    }
    return false;
  }

  private static String find(String path, JsonNode node) {
    if (node.isTextual()) {
      return isIn(node.textValue()) ? path : null;
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        String found = find(path + "[" + i + "]", node.get(i));
        if (found != null) {
          return found;
        }
      }
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (isIn(field.getKey())) {
          return path;
        }
        String found =
            find(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Whether a text holds it. */
  public static boolean isIn(String text) {
    return text.indexOf('\0') >= 0;
  }
}
