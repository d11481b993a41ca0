package dev.parallax.ingestion.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where a field is within the properties or traits of a call.
 *
 * @param steps names of fields; {@value #EACH} stands for every element of an array
 */
public record FieldPath(List<String> steps) {
  public static final String EACH = "[]";

  public FieldPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.getLast().equals(EACH)) {
      throw new IllegalArgumentException("steps must end with the name of a field");
    }
  }

  /** The field of the outermost object that this is, or is within. */
  public String outermost() {
    return steps.getFirst();
  }

  /** Whether the field is there at least once. */
  public boolean isIn(JsonNode root) {
    return root != null && walk(root, 0, false);
  }

  /**
   * Takes the field away, wherever it is.
   *
   * @return whether it was there
   */
  public boolean removeFrom(JsonNode root) {
    return root != null && walk(root, 0, true);
  }

  private boolean walk(JsonNode node, int at, boolean remove) {
    String step = steps.get(at);
    if (step.equals(EACH)) {
      boolean found = false;
      if (node instanceof ArrayNode array) {
        for (JsonNode element : array) {
          found |= walk(element, at + 1, remove);
        }
      }
      return found;
    }
    if (!(node instanceof ObjectNode object) || !object.has(step)) {
      return false;
    }
    if (at < steps.size() - 1) {
      return walk(object.get(step), at + 1, remove);
    }
    if (remove) {
      object.remove(step);
    }
    return true;
  }
}
