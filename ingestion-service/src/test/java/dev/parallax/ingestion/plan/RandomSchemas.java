package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Schemas, changes of them and values, all from small sets, so that they often fit together. */
final class RandomSchemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "c", "x1");
  private static final List<String> TEXTS = List.of("", "a", "ab", "gold", "2026-01-31", "x1");
  private static final List<String> TYPES =
      List.of("string", "number", "integer", "boolean", "null", "array", "object");

  private final Random random;

  RandomSchemas(long seed) {
    this.random = new Random(seed);
  }

  ObjectNode root() {
    ObjectNode schema = object(2);
    schema.put("type", "object");
    if (chance(4)) {
      schema.putObject("$defs").set("d", schema(0));
      schema.withObjectProperty("properties").putObject("r").put("$ref", "#/$defs/d");
    }
    return schema;
  }

  /** The same schema with a few keywords added, taken away or changed, wherever. */
  ObjectNode changed(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    for (int i = 0; i <= random.nextInt(3); i++) {
      change(copy, 2);
    }
    copy.put("type", "object");
    return copy;
  }

  private void change(ObjectNode schema, int depth) {
    List<String> names = new java.util.ArrayList<>();
    schema.fieldNames().forEachRemaining(names::add);
    String inner = names.isEmpty() ? "" : pick(names);
    if (inner.equals("properties") && !schema.get("properties").isEmpty() && !chance(4)) {
      JsonNode one = schema.get("properties").elements().next();
      if (one instanceof ObjectNode node && depth > 0) {
        change(node, depth - 1);
        return;
      }
    }
    if (schema.get(inner) instanceof ObjectNode node
        && (inner.equals("items") || inner.equals("additionalProperties"))
        && !chance(3)) {
      change(node, Math.max(0, depth - 1));
      return;
    }
    if (!inner.isEmpty() && !inner.equals("$defs") && chance(3)) {
      schema.remove(inner);
      return;
    }
    ObjectNode other = chance(2) ? object(depth) : schema(depth);
    other.properties().stream()
        .skip(other.isEmpty() ? 0 : random.nextInt(other.size()))
        .findFirst()
        .ifPresent(keyword -> schema.set(keyword.getKey(), keyword.getValue()));
  }

  private ObjectNode schema(int depth) {
    ObjectNode schema = NODES.objectNode();
    if (chance(8)) {
      ArrayNode values = schema.putArray("enum");
      for (int i = 0; i <= random.nextInt(3); i++) {
        values.add(value(0));
      }
      return schema;
    }
    if (!chance(4)) {
      if (chance(3)) {
        ArrayNode types = schema.putArray("type");
        types.add(pick(TYPES.subList(0, 2))).add(pick(TYPES.subList(3, 5)));
      } else {
        schema.put("type", pick(TYPES));
      }
    }
    maybe(schema, "minimum", NODES.numberNode(number()));
    maybe(schema, "exclusiveMinimum", NODES.numberNode(number()));
    maybe(schema, "maximum", NODES.numberNode(number()));
    maybe(schema, "exclusiveMaximum", NODES.numberNode(number()));
    maybe(schema, "multipleOf", NODES.numberNode(pick(List.of(1, 2, 4))));
    maybe(schema, "minLength", NODES.numberNode(random.nextInt(3)));
    maybe(schema, "maxLength", NODES.numberNode(random.nextInt(6)));
    maybe(schema, "pattern", NODES.textNode(pick(List.of("^a", "o", "^$"))));
    maybe(schema, "format", NODES.textNode("date"));
    maybe(schema, "x-note", NODES.booleanNode(true));
    if (depth > 0) {
      combined(schema, depth);
      if (chance(3)) {
        array(schema, depth);
      }
      if (chance(3)) {
        schema.setAll(object(depth - 1));
      }
    }
    return schema;
  }

  private void combined(ObjectNode schema, int depth) {
    if (chance(8)) {
      schema.putArray(pick(List.of("allOf", "anyOf", "oneOf"))).add(schema(0)).add(schema(0));
    }
    if (chance(12)) {
      schema.set("not", schema(0));
    }
    if (chance(12)) {
      schema.set("if", schema(0));
      schema.set("then", schema(depth - 1));
    }
  }

  private void array(ObjectNode schema, int depth) {
    maybe(schema, "items", schema(depth - 1));
    maybe(schema, "contains", schema(0));
    maybe(schema, "minContains", NODES.numberNode(random.nextInt(2)));
    maybe(schema, "uniqueItems", NODES.booleanNode(true));
    maybe(schema, "minItems", NODES.numberNode(random.nextInt(3)));
    maybe(schema, "maxItems", NODES.numberNode(random.nextInt(4)));
    if (chance(8)) {
      schema.putArray("prefixItems").add(schema(0));
    }
  }

  private ObjectNode object(int depth) {
    ObjectNode schema = NODES.objectNode();
    ObjectNode properties = NODES.objectNode();
    for (String name : NAMES) {
      if (chance(2)) {
        properties.set(name, schema(Math.max(0, depth - 1)));
      }
    }
    if (!properties.isEmpty()) {
      schema.set("properties", properties);
    }
    if (chance(3)) {
      schema.putArray("required").add(pick(NAMES));
    }
    if (chance(3)) {
      schema.set("additionalProperties", chance(2) ? NODES.booleanNode(false) : schema(0));
    }
    if (chance(8)) {
      schema.putObject("patternProperties").set(pick(List.of("^x", "a")), schema(0));
    }
    if (chance(8)) {
      schema.putObject("propertyNames").put("maxLength", random.nextInt(3));
    }
    if (chance(8)) {
      schema.putObject("dependentRequired").putArray(pick(NAMES)).add(pick(NAMES));
    }
    if (chance(16)) {
      schema.put("unevaluatedProperties", false);
    }
    maybe(schema, "minProperties", NODES.numberNode(random.nextInt(3)));
    maybe(schema, "maxProperties", NODES.numberNode(random.nextInt(5)));
    return schema;
  }

  ObjectNode instance() {
    return (ObjectNode) objectValue(2);
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> NODES.textNode(pick(TEXTS));
      case 1 -> NODES.numberNode(number());
      case 2 -> NODES.numberNode(random.nextInt(6));
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.nullNode();
      case 5 -> arrayValue(depth - 1);
      default -> objectValue(depth - 1);
    };
  }

  private JsonNode arrayValue(int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < random.nextInt(4); i++) {
      array.add(value(depth));
    }
    return array;
  }

  private JsonNode objectValue(int depth) {
    ObjectNode object = NODES.objectNode();
    for (String name : List.of("a", "b", "c", "x1", "x2", "r", "z")) {
      if (chance(3)) {
        object.set(name, value(depth));
      }
    }
    return object;
  }

  private BigDecimal number() {
    return BigDecimal.valueOf(random.nextInt(17) - 4L).divide(BigDecimal.valueOf(2));
  }

  private void maybe(ObjectNode schema, String keyword, JsonNode value) {
    if (chance(8)) {
      schema.set(keyword, value);
    }
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
