package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether no more is asked of the fields of an object than before. */
final class ObjectCompatibility {
  private final Compatibility all;
  private final String path;
  private final JsonNode was;
  private final JsonNode is;

  ObjectCompatibility(Compatibility all, String path, JsonNode was, JsonNode is) {
    this.all = all;
    this.path = path;
    this.was = was;
    this.is = is;
  }

  void check() {
    required();
    for (Map.Entry<String, JsonNode> property : is.path("properties").properties()) {
      all.compare(
          path + ".properties." + property.getKey(),
          before(property.getKey()),
          property.getValue());
    }
    additional();
    all.same(path, was, is, "dependentSchemas");
    if (is.has("dependentSchemas") && !all.defsAreSame()) {
      all.add(path, "must refer to $defs that are as before");
    }
    if (is.has("propertyNames")) {
      all.compare(
          path + ".propertyNames",
          Compatibility.part(was, "propertyNames"),
          is.get("propertyNames"));
    }
  }

  private void required() {
    List<String> before = texts(was.path("required"));
    for (String name : texts(is.path("required"))) {
      if (!before.contains(name)) {
        all.add(path + ".required", "must not ask for " + name + ", which was optional");
      }
    }
    for (Map.Entry<String, JsonNode> one : is.path("dependentRequired").properties()) {
      List<String> asked = texts(was.path("dependentRequired").path(one.getKey()));
      if (!asked.containsAll(texts(one.getValue()))) {
        all.add(path + ".dependentRequired." + one.getKey(), "must ask for no more than before");
      }
    }
  }

  /** What the old schema allowed under this name. */
  private JsonNode before(String name) {
    JsonNode own = was.path("properties").path(name);
    if (!own.isMissingNode()) {
      return own;
    }
    return was.has("patternProperties")
        ? Compatibility.ANYTHING
        : Compatibility.part(was, "additionalProperties");
  }

  private void additional() {
    JsonNode patterns = is.path("patternProperties");
    if (!patterns.isMissingNode() && !all.isSame(was.path("patternProperties"), patterns)) {
      all.add(path + ".patternProperties", "must be as before or absent");
    }
    if (!is.has("additionalProperties")
        || Compatibility.saysNothing(anything(is.get("additionalProperties")))) {
      return;
    }
    JsonNode now = is.get("additionalProperties");
    String here = path + ".additionalProperties";
    if (was.has("patternProperties") && patterns.isMissingNode()) {
      all.add(here, "must be allowed, as fields by patternProperties were");
    }
    all.compare(here, Compatibility.part(was, "additionalProperties"), now);
    for (Map.Entry<String, JsonNode> property : was.path("properties").properties()) {
      if (!is.path("properties").has(property.getKey())) {
        all.compare(path + ".properties." + property.getKey(), property.getValue(), now);
      }
    }
  }

  private static JsonNode anything(JsonNode schema) {
    return schema.equals(BooleanNode.TRUE) ? Compatibility.ANYTHING : schema;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
