package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parallax.ingestion.mapping.Column;

/** How much of a file's values somebody may see. */
enum Masking {
  /** All of them. */
  OPEN {
    @Override
    String text(String text) {
      return text;
    }
  },
  /** Their shape: letters and digits are replaced, the rest stays, so that a format is seen. */
  SHAPE {
    @Override
    String text(String text) {
      StringBuilder shape = new StringBuilder(text.length());
      text.codePoints()
          .forEach(
              c ->
                  shape.appendCodePoint(
                      Character.isDigit(c)
                          ? '9'
                          : Character.isUpperCase(c) ? 'X' : Character.isLetter(c) ? 'x' : c));
      return shape.toString();
    }
  };

  abstract String text(String text);

  Column column(Column column) {
    return new Column(
        column.name(),
        column.type(),
        column.nulls(),
        column.examples().stream().map(this::text).distinct().toList());
  }

  ObjectNode row(ObjectNode row) {
    return this == OPEN ? row : (ObjectNode) masked(row);
  }

  private JsonNode masked(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(field -> object.set(field.getKey(), masked(field.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> array.add(masked(each)));
      return array;
    }
    return node.isNull() || node.isBoolean() ? node : TextNode.valueOf(text(node.asText()));
  }
}
