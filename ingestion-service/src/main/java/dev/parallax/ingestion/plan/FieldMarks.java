package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields that a schema protects.
 *
 * @param personal those with {@code x-pii: true}
 * @param purposes those with {@code x-purpose}
 */
record FieldMarks(List<FieldPath> personal, Map<FieldPath, Purpose> purposes) {
  FieldMarks {
    personal = List.copyOf(personal);
    purposes = Map.copyOf(purposes);
  }

  /**
   * @param schema has passed {@link SchemaCheck}
   */
  static FieldMarks of(JsonNode schema) {
    List<FieldPath> personal = new ArrayList<>();
    Map<FieldPath, Purpose> purposes = new HashMap<>();
    new Reading(schema, personal, purposes).mark(schema, List.of());
    return new FieldMarks(personal, purposes);
  }

  boolean isEmpty() {
    return personal.isEmpty() && purposes.isEmpty();
  }

  /**
   * What is protected by these and would no longer be by others, in the order of the fields: by
   * such a change a field of people leaves the service that was kept back until then. A field
   * counts as protected by a mark of an object that it lies within, too.
   */
  List<FieldError> lostBy(FieldMarks next) {
    Stream<FieldError> open =
        personal.stream()
            .filter(field -> !next.isPersonal(field))
            .map(field -> new FieldError(place(field, Keywords.PERSONAL), "must stay true"));
    Stream<FieldError> untied =
        purposes.entrySet().stream()
            .filter(tied -> !next.isPersonal(tied.getKey()) && !next.isTied(tied))
            .map(
                tied ->
                    new FieldError(
                        place(tied.getKey(), Keywords.PURPOSE),
                        "must stay " + tied.getValue().wireName()));
    return Stream.concat(open, untied)
        .sorted(java.util.Comparator.comparing(FieldError::field))
        .toList();
  }

  private boolean isPersonal(FieldPath field) {
    return personal.stream().anyMatch(outer -> isWithin(field, outer));
  }

  private boolean isTied(Map.Entry<FieldPath, Purpose> tied) {
    return purposes.entrySet().stream()
        .filter(outer -> isWithin(tied.getKey(), outer.getKey()))
        .anyMatch(outer -> outer.getValue() == tied.getValue());
  }

  private static boolean isWithin(FieldPath field, FieldPath outer) {
    List<String> steps = outer.steps();
    return field.steps().size() >= steps.size()
        && field.steps().subList(0, steps.size()).equals(steps);
  }

  private static String place(FieldPath field, String keyword) {
    StringBuilder place = new StringBuilder("schema");
    for (String step : field.steps()) {
      place.append(step.equals(FieldPath.EACH) ? ".items" : ".properties." + step);
    }
    return place.append('.').append(keyword).toString();
  }

  /** The walk over a schema. */
  private record Reading(
      JsonNode root, List<FieldPath> personal, Map<FieldPath, Purpose> purposes) {
    private void mark(JsonNode node, List<String> path) {
      if (!node.isObject()) {
        return;
      }
      if (!path.isEmpty() && !path.getLast().equals(FieldPath.EACH)) {
        if (node.path(Keywords.PERSONAL).asBoolean()) {
          personal.add(new FieldPath(path));
        }
        PlanSchema.purpose(node.path(Keywords.PURPOSE))
            .ifPresent(purpose -> purposes.put(new FieldPath(path), purpose));
      }
      for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
        mark(property.getValue(), and(path, property.getKey()));
      }
      if (node.path("items").isObject()) {
        mark(node.get("items"), and(path, FieldPath.EACH));
      }
      node.path("prefixItems").forEach(item -> mark(item, and(path, FieldPath.EACH)));
      for (String several : List.of("allOf", "anyOf", "oneOf")) {
        node.path(several).forEach(one -> mark(one, path));
      }
      for (String one : List.of("if", "then", "else")) {
        mark(node.path(one), path);
      }
      if (node.path("$ref").isTextual()) {
        mark(root.at(node.get("$ref").textValue().substring(1)), path);
      }
    }

    private static List<String> and(List<String> path, String step) {
      List<String> longer = new ArrayList<>(path);
      longer.add(step);
      return longer;
    }
  }
}
