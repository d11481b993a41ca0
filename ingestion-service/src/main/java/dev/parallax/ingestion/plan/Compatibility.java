package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Whether whatever was valid stays valid. Each keyword of the new schema has to follow from what
 * the old one says; where that cannot be seen, the change counts as breaking. So a "compatible" can
 * be relied on, while some harmless rewritings need to be forced. (Deciding it exactly is
 * intractable: Habib et al. 2021, "Finding data compatibility bugs with JSON subschema checking",
 * doi:10.1145/3460319.3464796.)
 */
final class Compatibility {
  static final JsonNode ANYTHING = JsonNodeFactory.instance.objectNode();
  private static final int MOST = 20;

  private final JsonNode oldRoot;
  private final JsonNode newRoot;
  private final List<FieldError> breaks = new ArrayList<>();

  private Compatibility(JsonNode oldRoot, JsonNode newRoot) {
    this.oldRoot = oldRoot;
    this.newRoot = newRoot;
  }

  /**
   * What may have been valid and is no longer, by the field of the new schema; empty if nothing.
   */
  static List<FieldError> breaks(JsonNode before, JsonNode after) {
    Compatibility compatibility = new Compatibility(before, after);
    compatibility.compare("schema", before, after);
    return List.copyOf(compatibility.breaks);
  }

  void compare(String path, JsonNode before, JsonNode after) {
    JsonNode was = before.isBoolean() && before.asBoolean() ? ANYTHING : before;
    JsonNode is = after.isBoolean() && after.asBoolean() ? ANYTHING : after;
    if (isNothing(was) || saysNothing(is) || isSame(was, is)) {
      return;
    }
    if (isNothing(is)) {
      add(path, "was allowed and must stay so");
      return;
    }
    if (was.has("enum") || was.has("const")) {
      values(path, was, is);
      return;
    }
    if (is.has("unevaluatedProperties") || is.has("unevaluatedItems")) {
      add(path, "must stay as it was where unevaluated… is used");
      return;
    }
    Types types = Types.of(was);
    type(path, types, is);
    if (is.has("enum") || is.has("const")) {
      add(path, "must not be limited to certain values, as it was not before");
      return;
    }
    if (types.has("number")) {
      new Bounds(was, is, types, (keyword, message) -> add(path + "." + keyword, message)).check();
    }
    if (types.has("string")) {
      sizes(path, was, is, "minLength", "maxLength");
      same(path, was, is, "pattern", "format");
    }
    // The validator asks the same of the values of an object.
    if (is.path("uniqueItems").asBoolean() && !was.path("uniqueItems").asBoolean()) {
      add(path + ".uniqueItems", "must not be asked for, as it was not before");
    }
    if (types.has("array")) {
      sizes(path, was, is, "minItems", "maxItems");
      items(path, was, is);
    }
    if (types.has("object")) {
      sizes(path, was, is, "minProperties", "maxProperties");
      new ObjectCompatibility(this, path, was, is).check();
    }
    combinations(path, was, is);
  }

  /** Few values: each can be tried. */
  private void values(String path, JsonNode was, JsonNode is) {
    Iterable<JsonNode> values = was.has("enum") ? was.get("enum") : List.of(was.get("const"));
    for (JsonNode value : values) {
      if (isValid(oldRoot, was, value) && !isValid(newRoot, is, value)) {
        add(path, "must go on accepting " + value);
      }
    }
  }

  private static boolean isValid(JsonNode root, JsonNode schema, JsonNode value) {
    ObjectNode standalone = JsonNodeFactory.instance.objectNode();
    if (root.has("$defs")) {
      standalone.set("$defs", root.get("$defs"));
    }
    standalone.putArray("allOf").add(schema);
    return SchemaEngine.compile(standalone).validate(value).isEmpty();
  }

  private void type(String path, Types before, JsonNode is) {
    List<String> lost = before.without(Types.of(is));
    if (is.has("type") && !lost.isEmpty()) {
      add(path + ".type", "must go on accepting " + String.join(", ", lost));
    }
  }

  private void sizes(String path, JsonNode was, JsonNode is, String least, String most) {
    if (is.has(least)
        && is.get(least).asLong() > 0
        && (!was.has(least) || was.get(least).asLong() < is.get(least).asLong())) {
      add(path + "." + least, "must not be more than before");
    }
    if (is.has(most) && (!was.has(most) || was.get(most).asLong() > is.get(most).asLong())) {
      add(path + "." + most, "must not be less than before");
    }
  }

  void same(String path, JsonNode was, JsonNode is, String... keywords) {
    for (String keyword : keywords) {
      if (is.has(keyword) && !is.get(keyword).equals(was.path(keyword))) {
        add(path + "." + keyword, "must be as before or absent");
      }
    }
  }

  private void items(String path, JsonNode was, JsonNode is) {
    if (was.has("prefixItems") || is.has("prefixItems")) {
      if (is.has("prefixItems") || is.has("items")) {
        if (!isSame(was.path("prefixItems"), is.path("prefixItems"))) {
          add(path + ".prefixItems", "must be as before");
        } else {
          compare(path + ".items", part(was, "items"), part(is, "items"));
        }
      }
    } else {
      compare(path + ".items", part(was, "items"), part(is, "items"));
    }
    if (is.has("contains")) {
      for (String keyword : List.of("contains", "minContains", "maxContains")) {
        if (!isSame(was.path(keyword), is.path(keyword))) {
          add(path + "." + keyword, "must be as before");
        }
      }
    }
  }

  private void combinations(String path, JsonNode was, JsonNode is) {
    for (JsonNode part : is.path("allOf")) {
      if (!follows(was, part)) {
        add(path + ".allOf", "must ask for nothing that was not asked for before");
      }
    }
    if (is.has("anyOf")) {
      for (JsonNode option : was.has("anyOf") ? was.get("anyOf") : List.of(was)) {
        boolean kept = false;
        for (JsonNode allowed : is.get("anyOf")) {
          kept |= isCompatible(option, allowed);
        }
        if (!kept) {
          add(path + ".anyOf", "must go on accepting whatever it did");
        }
      }
    }
    same(path, was, is, "oneOf", "not", "$ref");
    if (is.has("if")) {
      for (String keyword : List.of("if", "then", "else")) {
        if (!isSame(was.path(keyword), is.path(keyword))) {
          add(path + "." + keyword, "must be as before");
        }
      }
    }
    if ((is.has("$ref") || is.has("oneOf") || is.has("not") || is.has("if")) && !defsAreSame()) {
      add(path, "must refer to $defs that are as before");
    }
  }

  /** Whether a further condition was one before, on its own or as the whole of the old schema. */
  private boolean follows(JsonNode was, JsonNode condition) {
    if (isCompatible(was, condition)) {
      return true;
    }
    for (JsonNode one : was.path("allOf")) {
      if (isCompatible(one, condition)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCompatible(JsonNode before, JsonNode after) {
    Compatibility inner = new Compatibility(oldRoot, newRoot);
    inner.compare("schema", before, after);
    return inner.breaks.isEmpty();
  }

  boolean defsAreSame() {
    return oldRoot.path("$defs").equals(newRoot.path("$defs"));
  }

  /** The same text means the same only where what it refers to is the same. */
  boolean isSame(JsonNode before, JsonNode after) {
    return before.equals(after) && (defsAreSame() || !after.toString().contains("\"$ref\""));
  }

  private static boolean isNothing(JsonNode schema) {
    return schema.isBoolean() && !schema.asBoolean();
  }

  static boolean saysNothing(JsonNode schema) {
    for (Iterator<String> names = schema.fieldNames(); names.hasNext(); ) {
      if (!Keywords.isSilent(names.next())) {
        return false;
      }
    }
    return schema.isObject();
  }

  static JsonNode part(JsonNode schema, String keyword) {
    return schema.has(keyword) ? schema.get(keyword) : ANYTHING;
  }

  void add(String path, String message) {
    if (breaks.size() < MOST) {
      breaks.add(new FieldError(path, message));
    }
  }
}
