package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A column as far as it was seen.
 *
 * @param name path within JSON, for nested values
 * @param nulls rows in which it is missing or empty
 * @param examples a few different values
 */
public record Column(String name, Type type, int nulls, List<String> examples) {
  private static final int EXAMPLES = 3;
  private static final int DEEPEST = 3;

  /**
   * What all values of a column can be read as.
   *
   * @param name integer, number, boolean, time, money or string
   * @param pattern of times, null else
   * @param locale in which numbers and amounts are written, null where it does not matter
   */
  public record Type(String name, String pattern, String locale) {}

  /** What there is to say about the columns of some rows, in their order. */
  public static List<Column> of(List<ObjectNode> rows) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (ObjectNode row : rows) {
      collect("", row, 1, values);
    }
    List<Column> columns = new ArrayList<>();
    values.forEach(
        (name, texts) -> {
          Set<String> different = new LinkedHashSet<>(texts);
          columns.add(
              new Column(
                  name,
                  ColumnTypes.of(texts),
                  rows.size() - texts.size(),
                  different.stream().limit(EXAMPLES).toList()));
        });
    return columns;
  }

  private static void collect(
      String prefix, ObjectNode object, int depth, Map<String, List<String>> values) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = prefix + field.getKey();
      if (field.getValue() instanceof ObjectNode inner && depth < DEEPEST) {
        collect(name + ".", inner, depth + 1, values);
        continue;
      }
      List<String> texts = values.computeIfAbsent(name, key -> new ArrayList<>());
      String text =
          field.getValue().isValueNode()
              ? field.getValue().asText("").strip()
              : field.getValue().toString();
      if (!field.getValue().isNull() && !text.isEmpty()) {
        texts.add(text);
      }
    }
  }
}
