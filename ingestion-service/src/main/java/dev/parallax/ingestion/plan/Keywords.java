package dev.parallax.ingestion.plan;

import java.util.Set;

/** The keywords of JSON Schema 2020-12, by where they hold further schemas. */
final class Keywords {
  /** The value is a schema. */
  static final Set<String> ONE =
      Set.of(
          "items",
          "additionalProperties",
          "contains",
          "propertyNames",
          "not",
          "if",
          "then",
          "else",
          "unevaluatedItems",
          "unevaluatedProperties");

  /** The value is an array of schemas. */
  static final Set<String> LIST = Set.of("prefixItems", "allOf", "anyOf", "oneOf");

  /** The value is an object of schemas. */
  static final Set<String> MAP =
      Set.of("properties", "patternProperties", "dependentSchemas", "$defs");

  /** They say something of a value and refuse none. */
  static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$comment",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly",
          "contentEncoding",
          "contentMediaType");

  /** They refuse values and hold no schemas. */
  static final Set<String> ASSERTIONS =
      Set.of(
          "type",
          "enum",
          "const",
          "minimum",
          "exclusiveMinimum",
          "maximum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "format",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minContains",
          "maxContains",
          "minProperties",
          "maxProperties",
          "required",
          "dependentRequired",
          "$ref");

  static final String PERSONAL = "x-pii";
  static final String PURPOSE = "x-purpose";

  private Keywords() {}

  /** Whether it is one that plans may use. */
  static boolean isKnown(String keyword) {
    return keyword.startsWith("x-")
        || ONE.contains(keyword)
        || LIST.contains(keyword)
        || MAP.contains(keyword)
        || ANNOTATIONS.contains(keyword)
        || ASSERTIONS.contains(keyword);
  }

  /** Whether a schema means the same without it. */
  static boolean isSilent(String keyword) {
    return keyword.startsWith("x-") || ANNOTATIONS.contains(keyword) || keyword.equals("$defs");
  }
}
