package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Works out a schema from what has been seen. Everything it has seen is valid by it; fields that it
 * has not seen stay allowed, since the next release sends one. Memory is bounded, whatever comes:
 * within an object by {@link #MOST_FIELDS}, in all by what the schemas worked out together may use.
 */
final class Inference {
  /** An object with more fields is a map, and its keys are data, not a schema. */
  static final int MOST_FIELDS = 200;

  private static final int DEEPEST = 8;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Places places;
  private final Value root = new Value(0);
  private long observed;

  /**
   * @param places shared with whatever is worked out at the same time
   */
  Inference(Places places) {
    this.places = places;
  }

  /** Looks at the properties or traits of one more event. */
  void add(ObjectNode described) {
    observed++;
    root.add(described);
  }

  /** How many were looked at. */
  long observed() {
    return observed;
  }

  /** What they have in common. */
  ObjectNode schema() {
    ObjectNode schema = observed == 0 ? NODES.objectNode().put("type", "object") : root.schema();
    schema.put("x-observed", observed);
    return schema;
  }

  /** What has been seen in one place. */
  private final class Value {
    private final int depth;
    private final Scalars scalars = new Scalars();
    private final Map<String, Value> fields = new TreeMap<>();
    private boolean tooMany;
    private long objects;
    private long arrays;
    private Value elements;

    private Value(int depth) {
      this.depth = depth;
    }

    private void add(JsonNode node) {
      if (node instanceof ObjectNode object) {
        objects++;
        fields(object);
      } else if (node instanceof ArrayNode array) {
        arrays++;
        if (elements == null && depth < DEEPEST && places.take("")) {
          elements = new Value(depth + 1);
        }
        if (elements != null) {
          array.forEach(elements::add);
        }
      } else {
        scalars.add(node);
      }
    }

    private void fields(ObjectNode object) {
      if (depth >= DEEPEST || tooMany) {
        return;
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        Value known = fields.get(field.getKey());
        if (known == null) {
          if (fields.size() >= MOST_FIELDS || !places.take(field.getKey())) {
            tooMany = true;
            forgetFields();
            return;
          }
          known = new Value(depth + 1);
          fields.put(field.getKey(), known);
        }
        known.add(field.getValue());
      }
    }

    private void forgetFields() {
      fields.forEach(
          (name, value) -> {
            places.giveBack(name);
            value.forgetFields();
            value.forgetElements();
          });
      fields.clear();
    }

    private void forgetElements() {
      if (elements != null) {
        places.giveBack("");
        elements.forgetFields();
        elements.forgetElements();
      }
    }

    private long seen() {
      return objects + arrays + scalars.seen();
    }

    private ObjectNode schema() {
      ObjectNode schema = NODES.objectNode();
      ArrayNode types = NODES.arrayNode();
      if (objects > 0) {
        types.add("object");
      }
      if (arrays > 0) {
        types.add("array");
      }
      scalars.types().forEach(types::add);
      if (types.size() == 1) {
        schema.set("type", types.get(0));
      } else if (!types.isEmpty()) {
        schema.set("type", types);
      }
      scalars.describe(schema, types.size() == 1);
      describeFields(schema);
      if (elements != null && elements.seen() > 0) {
        schema.set("items", elements.schema());
      }
      return schema;
    }

    private void describeFields(ObjectNode schema) {
      if (fields.isEmpty()) {
        return;
      }
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = NODES.arrayNode();
      fields.forEach(
          (name, value) -> {
            properties.set(name, value.schema());
            if (value.seen() == objects) {
              required.add(name);
            }
          });
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
    }
  }
}
