package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.validation.Mistakes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A schema that is ready to check events, and the fields it marks. */
final class PlanSchema {
  private final Schema schema;
  private final List<FieldPath> personal = new ArrayList<>();
  private final Map<FieldPath, Purpose> purposes = new HashMap<>();
  private final boolean divides;

  /**
   * @param schema has passed {@link SchemaCheck}
   */
  PlanSchema(JsonNode schema) {
    this.schema = SchemaEngine.compile(schema);
    this.divides = schema.toString().contains("\"multipleOf\"");
    mark(schema, schema, List.of());
  }

  /**
   * What is wrong with an event.
   *
   * @param where what the paths begin with: properties or traits
   * @param described null counts as an empty object
   */
  List<Mistake> check(String where, JsonNode described) {
    JsonNode instance = described == null ? JsonNodeFactory.instance.objectNode() : described;
    String beyond = divides ? Numbers.findUndividable(where, instance) : null;
    if (beyond != null) {
      return List.of(new Mistake(Code.INVALID_VALUE, beyond, "must have fewer digits"));
    }
    List<Error> errors = schema.validate(instance);
    if (errors.isEmpty()) {
      return List.of();
    }
    Mistakes mistakes = new Mistakes();
    errors.forEach(error -> Violation.add(where, error, mistakes));
    return mistakes.list();
  }

  /** Fields with {@code x-pii: true}. */
  List<FieldPath> personal() {
    return personal;
  }

  /** Fields with {@code x-purpose}. */
  Map<FieldPath, Purpose> purposes() {
    return purposes;
  }

  /** As paths in messages are: {@code properties.products[2].price}. */
  static String path(String root, NodePath path) {
    StringBuilder text = new StringBuilder(root);
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      if (step instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append('.').append(step);
      }
    }
    return text.toString();
  }

  static Optional<Purpose> purpose(JsonNode value) {
    try {
      return value.isTextual() ? Optional.of(Purpose.parse(value.textValue())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void mark(JsonNode root, JsonNode node, List<String> path) {
    if (!node.isObject()) {
      return;
    }
    if (!path.isEmpty() && !path.getLast().equals(FieldPath.EACH)) {
      if (node.path(Keywords.PERSONAL).asBoolean()) {
        personal.add(new FieldPath(path));
      }
      purpose(node.path(Keywords.PURPOSE))
          .ifPresent(purpose -> purposes.put(new FieldPath(path), purpose));
    }
    for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
      mark(root, property.getValue(), and(path, property.getKey()));
    }
    if (node.path("items").isObject()) {
      mark(root, node.get("items"), and(path, FieldPath.EACH));
    }
    node.path("prefixItems").forEach(item -> mark(root, item, and(path, FieldPath.EACH)));
    for (String several : List.of("allOf", "anyOf", "oneOf")) {
      node.path(several).forEach(one -> mark(root, one, path));
    }
    for (String one : List.of("if", "then", "else")) {
      mark(root, node.path(one), path);
    }
    if (node.path("$ref").isTextual()) {
      mark(root, root.at(node.get("$ref").textValue().substring(1)), path);
    }
  }

  private static List<String> and(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
