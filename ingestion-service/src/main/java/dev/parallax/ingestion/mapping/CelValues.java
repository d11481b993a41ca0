package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between JSON and the values of CEL, which has 64-bit integers, doubles, lists and maps. */
final class CelValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CelValues() {}

  /** What is null or empty is left out, so that {@code has()} says whether there is something. */
  static Map<String, Object> of(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            field -> {
              Object value = value(field.getValue());
              if (value != null && !"".equals(value)) {
                map.put(field.getKey(), value);
              }
            });
    return map;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> of(node);
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(
            each -> {
              Object value = value(each);
              if (value != null) {
                list.add(value);
              }
            });
        yield list;
      }
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> {
        if (node.canConvertToExactIntegral() && node.canConvertToLong()) {
          yield node.longValue();
        }
        yield node.doubleValue();
      }
      case NULL, MISSING -> null;
      default -> node.asText();
    };
  }

  /**
   * @return null for CEL's null
   */
  static JsonNode toJson(Object value) {
    return switch (value) {
      case String text -> JSON.textNode(text);
      case Boolean flag -> JSON.booleanNode(flag);
      case Long number -> JSON.numberNode(number);
      // The shortest decimal that is this double: 6.3, not 6.29999999999999982.
      case Double number ->
          number.isNaN() || number.isInfinite()
              ? null
              : JSON.numberNode(new BigDecimal(Double.toString(number)));
      case Number number -> JSON.numberNode(new BigInteger(number.toString()));
      case Map<?, ?> map -> {
        ObjectNode node = JSON.objectNode();
        map.forEach((key, each) -> node.set(key.toString(), toJson(each)));
        yield node;
      }
      case List<?> list -> {
        ArrayNode node = JSON.arrayNode();
        list.forEach(each -> node.add(toJson(each)));
        yield node;
      }
      case java.time.Instant time ->
          JSON.textNode(dev.parallax.contracts.wire.Rfc3339.format(time));
      case null -> null;
      default ->
          value.getClass().getSimpleName().startsWith("Null")
              ? null
              : JSON.textNode(value.toString());
    };
  }
}
