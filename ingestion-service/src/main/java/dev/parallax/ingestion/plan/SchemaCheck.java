package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.dialect.DialectId;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.problem.FieldError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a schema may be in the plan: a valid one of JSON Schema 2020-12 for an object, complete
 * in itself (nothing is fetched from elsewhere), without words nobody knows, which are mostly
 * misspelt ones that would silently check nothing.
 */
final class SchemaCheck {
  static final int LARGEST = 64 * 1024;
  private static final int DEEPEST = 24;
  private static final int MOST_ERRORS = 20;
  private static final String DEFS = "#/$defs/";
  private static final Set<String> FORMATS =
      Set.of(
          "date",
          "date-time",
          "time",
          "duration",
          "email",
          "idn-email",
          "hostname",
          "idn-hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uri-reference",
          "iri",
          "iri-reference",
          "uuid",
          "regex",
          "json-pointer",
          "relative-json-pointer",
          "uri-template");

  private final JsonNode root;
  private final List<FieldError> errors = new ArrayList<>();
  private final Deque<String> following = new ArrayDeque<>();

  private SchemaCheck(JsonNode root) {
    this.root = root;
  }

  /** What is wrong with it; empty when nothing is. */
  static List<FieldError> errors(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return List.of(new FieldError("schema", "must be a JSON Schema (2020-12), an object"));
    }
    if (schema.toString().length() > LARGEST) {
      return List.of(new FieldError("schema", "must have at most " + LARGEST + " characters"));
    }
    SchemaCheck check = new SchemaCheck(schema);
    check.walk("schema", schema, Markable.NOT_THE_WHOLE, 0);
    if (check.errors.isEmpty()) {
      SchemaEngine.meta().validate(schema).stream()
          .limit(MOST_ERRORS)
          .map(
              error ->
                  new FieldError(
                      PlanSchema.path("schema", error.getInstanceLocation()),
                      "is not as JSON Schema 2020-12 has it: " + error.getMessage()))
          .forEach(check.errors::add);
    }
    if (check.errors.isEmpty() && !"object".equals(object.path("type").asText("object"))) {
      check.add("schema.type", "must be object, or absent: it describes properties or traits");
    }
    return List.copyOf(check.errors);
  }

  private void walk(String path, JsonNode schema, Markable marks, int depth) {
    if (!schema.isObject()) {
      return; // true and false are schemas; the rest is for the meta-schema to say.
    }
    if (depth > DEEPEST) {
      add(path, "must not be nested deeper than " + DEEPEST + " schemas");
      return;
    }
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      String name = keyword.getKey();
      String here = path + "." + name;
      JsonNode value = keyword.getValue();
      if (!Keywords.isKnown(name)) {
        add(here, "is no keyword that plans may use; own ones begin with x-");
      } else if (Keywords.ONE.contains(name)) {
        walk(here, value, marks.within(name, null), depth + 1);
      } else if (Keywords.LIST.contains(name)) {
        for (int i = 0; i < value.size(); i++) {
          walk(here + "[" + i + "]", value.path(i), marks.within(name, null), depth + 1);
        }
      } else if (Keywords.MAP.contains(name)) {
        for (Map.Entry<String, JsonNode> one : value.properties()) {
          if (name.equals("patternProperties")) {
            pattern(here, one.getKey());
          }
          walk(
              here + "." + one.getKey(),
              one.getValue(),
              marks.within(name, one.getKey()),
              depth + 1);
        }
      } else {
        value(name, here, value, marks, depth);
      }
    }
  }

  private void value(String keyword, String path, JsonNode value, Markable marks, int depth) {
    switch (keyword) {
      case "$schema" -> {
        if (!value.asText().replace("#", "").equals(DialectId.DRAFT_2020_12)) {
          add(path, "must be " + DialectId.DRAFT_2020_12 + ", or absent");
        }
      }
      case "$ref" -> reference(path, value.asText(), marks, depth);
      case "pattern" -> pattern(path, value.asText());
      case "format" -> {
        if (!FORMATS.contains(value.asText())) {
          add(path, "must be one of " + FORMATS.stream().sorted().toList());
        }
      }
      case Keywords.PERSONAL -> {
        if (!value.isBoolean()) {
          add(path, "must be true or false");
        } else if (value.booleanValue()) {
          marks.reason().ifPresent(reason -> add(path, reason));
        }
      }
      case Keywords.PURPOSE -> {
        if (PlanSchema.purpose(value).isEmpty()) {
          add(
              path,
              "must be one of "
                  + List.of(Purpose.values()).stream().map(Purpose::wireName).toList());
        } else {
          marks.reason().ifPresent(reason -> add(path, reason));
        }
      }
      default -> {}
    }
  }

  private void reference(String path, String reference, Markable marks, int depth) {
    JsonNode target =
        reference.startsWith(DEFS)
            ? root.path("$defs").path(reference.substring(DEFS.length()))
            : root.path("");
    if (target.isMissingNode()) {
      add(path, "must be " + DEFS + " and a name of the schema's own $defs");
    } else if (following.contains(reference)) {
      add(path, "must not lead back to itself");
    } else if (errors.isEmpty()) {
      following.push(reference);
      walk(path, target, marks, depth + 1);
      following.pop();
    }
  }

  private void pattern(String path, String regex) {
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      add(path, "must be a regular expression in RE2 syntax, which has no look-around");
    }
  }

  private void add(String path, String message) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new FieldError(path, message));
    }
  }
}
