package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.validation.Mistakes;
import java.util.List;
import java.util.Optional;

/** A schema that is ready to check events, and the fields it marks. */
final class PlanSchema {
  private final Schema schema;
  private final FieldMarks marks;
  private final boolean divides;

  /**
   * @param schema has passed {@link SchemaCheck}
   */
  PlanSchema(JsonNode schema) {
    this.schema = SchemaEngine.compile(schema);
    this.divides = schema.toString().contains("\"multipleOf\"");
    this.marks = FieldMarks.of(schema);
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

  /** The fields that it protects. */
  FieldMarks marks() {
    return marks;
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
}
