package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The validator, as plans use it: formats are held to, and patterns are run in time linear in the
 * text (RE2), since the texts come from strangers.
 */
final class SchemaEngine {
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
          .build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          DIALECT,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .formatAssertionsEnabled(true)
                          .regularExpressionFactory(
                              regex -> {
                                Pattern pattern = Pattern.compile(regex);
                                return text -> pattern.matcher(text).find();
                              })
                          .build()));

  private static final Schema META =
      SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
          .getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));

  private static final Map<String, Schema> FORMATS = new ConcurrentHashMap<>();

  private SchemaEngine() {}

  /** What schemas themselves have to be like. */
  static Schema meta() {
    return META;
  }

  /** Whether a text is of a format, as the validator has it. */
  static boolean isOfFormat(String format, String text) {
    return FORMATS
        .computeIfAbsent(
            format, name -> compile(JsonNodeFactory.instance.objectNode().put("format", name)))
        .validate(TextNode.valueOf(text))
        .isEmpty();
  }

  /**
   * @param schema has passed {@link SchemaCheck}
   */
  static Schema compile(JsonNode schema) {
    Schema compiled = REGISTRY.getSchema(schema);
    compiled.initializeValidators();
    return compiled;
  }
}
