package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields that a schema protects.
 *
 * @param personal those with {@code x-pii: true}
 * @param purposes those with {@code x-purpose}
 */
record FieldMarks(List<FieldPath> personal, Map<FieldPath, Purpose> purposes) {
  /** More than {@link SchemaCheck} lets in; a schema that leads back to itself ends here. */
  private static final int DEEPEST = 32;

  /** Nothing is protected. */
  static final FieldMarks NONE = new FieldMarks(List.of(), Map.of());

  FieldMarks {
    personal = List.copyOf(personal);
    purposes = Map.copyOf(purposes);
  }

  /** Of a schema that has passed {@link SchemaCheck}; of another as far as it can be followed. */
  static FieldMarks of(JsonNode schema) {
    List<FieldPath> personal = new ArrayList<>();
    Map<FieldPath, Purpose> purposes = new HashMap<>();
    new Reading(schema, personal, purposes).mark(schema, List.of(), 0);
    return new FieldMarks(personal, purposes);
  }

  /** The outermost names of what only one of these and others protects, or otherwise. */
  Set<String> changed(FieldMarks others) {
    Set<FieldPath> fields = new HashSet<>(personal);
    fields.addAll(others.personal);
    fields.removeIf(field -> personal.contains(field) && others.personal.contains(field));
    Set<FieldPath> tied = new HashSet<>(purposes.keySet());
    tied.addAll(others.purposes.keySet());
    tied.removeIf(field -> purposes.get(field) == others.purposes.get(field));
    return Stream.concat(fields.stream(), tied.stream())
        .map(FieldPath::outermost)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean isEmpty() {
    return personal.isEmpty() && purposes.isEmpty();
  }

  /** These and others; where both tie a field to a purpose, these do. */
  FieldMarks with(FieldMarks others) {
    Map<FieldPath, Purpose> tied = new HashMap<>(others.purposes);
    tied.putAll(purposes);
    return new FieldMarks(
        Stream.concat(personal.stream(), others.personal.stream()).distinct().toList(), tied);
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
    private void mark(JsonNode node, List<String> path, int depth) {
      if (!node.isObject() || depth > DEEPEST) {
        return;
      }
      List<String> field = withoutElements(path);
      if (!field.isEmpty()) {
        if (node.path(Keywords.PERSONAL).asBoolean()) {
          personal.add(new FieldPath(field));
        }
        PlanSchema.purpose(node.path(Keywords.PURPOSE))
            .ifPresent(purpose -> purposes.put(new FieldPath(field), purpose));
      }
      for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
        mark(property.getValue(), and(path, property.getKey()), depth + 1);
      }
      if (node.path("items").isObject()) {
        mark(node.get("items"), and(path, FieldPath.EACH), depth + 1);
      }
      node.path("prefixItems").forEach(item -> mark(item, and(path, FieldPath.EACH), depth + 1));
      for (String several : List.of("allOf", "anyOf", "oneOf")) {
        node.path(several).forEach(one -> mark(one, path, depth + 1));
      }
      for (String one : List.of("if", "then", "else")) {
        mark(node.path(one), path, depth + 1);
      }
      String reference = node.path("$ref").asText();
      if (reference.startsWith("#/")) {
        mark(root.at(reference.substring(1)), path, depth + 1);
      }
    }

    /** A mark on what an array holds counts for the whole of it: its elements have no names. */
    private static List<String> withoutElements(List<String> path) {
      int size = path.size();
      while (size > 0 && path.get(size - 1).equals(FieldPath.EACH)) {
        size--;
      }
      return path.subList(0, size);
    }

    private static List<String> and(List<String> path, String step) {
      List<String> longer = new ArrayList<>(path);
      longer.add(step);
      return longer;
    }
  }
}
