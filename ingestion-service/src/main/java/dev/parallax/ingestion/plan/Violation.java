package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.kit.privacy.PersonalText;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what a schema finds in the words of the quarantine. Made of the schema alone: the
 * validator's own messages repeat values, which may be personal.
 */
final class Violation {
  private static final int MOST_VALUES = 10;

  private Violation() {}

  static void add(String where, Error error, Mistakes into) {
    String path = PersonalText.maskValue(PlanSchema.path(where, error.getInstanceLocation()));
    String property = error.getProperty() == null ? "" : error.getProperty();
    String field = property.isEmpty() ? path : path + "." + PersonalText.maskValue(property);
    JsonNode said = said(error);
    switch (error.getKeyword() == null ? "" : error.getKeyword()) {
      case "required", "dependentRequired" -> into.add(Code.MISSING_FIELD, field, "must be given");
      case "type" -> into.add(Code.WRONG_TYPE, path, "must be " + types(said));
      case "additionalProperties", "unevaluatedProperties", "false" ->
          into.add(Code.UNKNOWN_FIELD, field, "is no field of the tracking plan");
      case "enum" -> into.add(Code.INVALID_VALUE, path, "must be one of " + values(said));
      case "const" -> into.add(Code.INVALID_VALUE, path, "must be " + said);
      case "minimum" -> into.add(Code.INVALID_VALUE, path, "must be " + said + " or more");
      case "exclusiveMinimum" -> into.add(Code.INVALID_VALUE, path, "must be more than " + said);
      case "maximum" -> into.add(Code.INVALID_VALUE, path, "must be " + said + " or less");
      case "exclusiveMaximum" -> into.add(Code.INVALID_VALUE, path, "must be less than " + said);
      case "multipleOf" -> into.add(Code.INVALID_VALUE, path, "must be a multiple of " + said);
      case "minLength" ->
          into.add(Code.INVALID_VALUE, path, "must have at least " + said + " characters");
      case "maxLength" ->
          into.add(Code.INVALID_VALUE, path, "must have at most " + said + " characters");
      case "pattern" -> into.add(Code.INVALID_VALUE, path, "must match " + said.asText());
      case "format" -> into.add(Code.INVALID_VALUE, path, "must be a " + said.asText());
      case "minItems" ->
          into.add(Code.INVALID_VALUE, path, "must have at least " + said + " elements");
      case "maxItems" ->
          into.add(Code.INVALID_VALUE, path, "must have at most " + said + " elements");
      case "uniqueItems" -> into.add(Code.INVALID_VALUE, path, "must have no element twice");
      default ->
          into.add(
              Code.INVALID_VALUE, path, "must be as " + error.getKeyword() + " in the plan says");
    }
  }

  private static JsonNode said(Error error) {
    JsonNode node = error.getSchemaNode();
    return node == null ? com.fasterxml.jackson.databind.node.MissingNode.getInstance() : node;
  }

  private static String types(JsonNode said) {
    return said.isArray()
        ? StreamSupport.stream(said.spliterator(), false)
            .map(type -> type(type.asText()))
            .collect(Collectors.joining(" or "))
        : type(said.asText());
  }

  private static String type(String name) {
    return switch (name) {
      case "string" -> "a text";
      case "number" -> "a number";
      case "integer" -> "a whole number";
      case "boolean" -> "true or false";
      case "object" -> "an object";
      case "array" -> "an array";
      default -> name;
    };
  }

  private static String values(JsonNode said) {
    String list =
        StreamSupport.stream(said.spliterator(), false)
            .limit(MOST_VALUES)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "));
    return said.size() > MOST_VALUES ? list + ", …" : list;
  }
}
