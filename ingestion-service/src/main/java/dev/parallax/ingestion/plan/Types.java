package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The JSON types a schema lets through. */
record Types(Set<String> names) {
  private static final List<String> ALL =
      List.of("object", "array", "string", "number", "boolean", "null");

  static Types of(JsonNode schema) {
    JsonNode type = schema.path("type");
    Set<String> names = new LinkedHashSet<>();
    if (type.isMissingNode()) {
      names.addAll(ALL);
    } else if (type.isTextual()) {
      names.add(type.textValue());
    } else {
      type.forEach(name -> names.add(name.asText()));
    }
    return new Types(names);
  }

  /** Whether values of that type may come; {@code number} stands for whole ones, too. */
  boolean has(String name) {
    return names.contains(name) || (name.equals("number") && names.contains("integer"));
  }

  /** Whether every number is a whole one. */
  boolean onlyWhole() {
    return names.contains("integer") && !names.contains("number");
  }

  /** Those of these that others do not let through. */
  List<String> without(Types others) {
    return names.stream()
        .filter(
            name ->
                !others.names.contains(name)
                    && !(name.equals("integer") && others.names.contains("number")))
        .toList();
  }
}
