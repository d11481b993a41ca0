package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes of each row what its target reads. */
public final class RowMapper {
  private final Mapping mapping;

  /** What becomes of a row. */
  public sealed interface Outcome {}

  /** As if it had come over HTTP. */
  public record Mapped(ObjectNode input) implements Outcome {}

  /** The mapping says that it does not count. */
  public record Dropped() implements Outcome {}

  /**
   * @param mistakes at least one
   * @param input what the rules without a mistake made
   */
  public record Refused(List<Mistake> mistakes, ObjectNode input) implements Outcome {}

  public RowMapper(Mapping mapping) {
    this.mapping = mapping;
  }

  /**
   * @param row columns by name; texts of a CSV file, any JSON else
   */
  public Outcome map(ObjectNode row) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    List<Mistake> mistakes = new ArrayList<>();
    Map<String, Object> names = new HashMap<>();
    names.put("row", null);
    if (mapping.dropRows() != null
        || mapping.fields().stream().anyMatch(f -> f.derived() != null)) {
      names.put("row", CelValues.of(row));
      names.put("out", Map.of());
    }
    try {
      if (mapping.dropRows() != null && mapping.dropRows().isTrue(names)) {
        return new Dropped();
      }
    } catch (BadValueException e) {
      mistakes.add(new Mistake(e.code(), "drop.rows", e.getMessage()));
    }
    if (mapping.keepOthers() != null) {
      keepOthers(row, out);
    }
    for (FieldRule rule : mapping.fields()) {
      try {
        make(rule, row, out, names);
      } catch (BadValueException e) {
        mistakes.add(new Mistake(e.code(), rule.path(), e.getMessage()));
      }
    }
    if (!mistakes.isEmpty()) {
      return new Refused(mistakes, out);
    }
    List<String> temporary = new ArrayList<>();
    out.fieldNames().forEachRemaining(name -> temporary.add(name));
    temporary.stream().filter(name -> name.startsWith("_")).forEach(out::remove);
    if (mapping.target().isCall() && mapping.target() != Target.CALL) {
      out.put("type", mapping.target().wireName());
    }
    return new Mapped(out);
  }

  private void make(FieldRule rule, ObjectNode row, ObjectNode out, Map<String, Object> names)
      throws BadValueException {
    JsonNode value = origin(rule, row, out, names);
    if (value != null && rule.money() != null && !value.isNumber()) {
      MoneyFormat.Money money =
          rule.money().format().money(value.asText(), rule.money().currency());
      value = DecimalNode.valueOf(money.amount());
      currency(rule, money.currency(), out);
    } else if (value != null && rule.money() != null) {
      currency(rule, rule.money().currency(), out);
    }
    for (Step step : rule.steps()) {
      value = value == null ? null : step.apply(value);
    }
    if (value == null) {
      value = rule.otherwise();
    }
    if (value != null) {
      put(out, rule.path(), value);
    }
  }

  private static void currency(FieldRule rule, String currency, ObjectNode out)
      throws BadValueException {
    if (rule.money().currencyTo() == null) {
      return;
    }
    if (currency == null) {
      throw new BadValueException(
          Code.UNKNOWN_CURRENCY, "must name its currency, or the mapping must (money.currency)");
    }
    put(out, rule.money().currencyTo(), TextNode.valueOf(currency));
  }

  private JsonNode origin(FieldRule rule, ObjectNode row, ObjectNode out, Map<String, Object> names)
      throws BadValueException {
    if (rule.constant() != null) {
      return rule.constant();
    }
    if (rule.derived() != null) {
      names.put("out", CelValues.of(out));
      return present(rule.derived().of(names), rule.trim());
    }
    for (String column : rule.from()) {
      JsonNode value = present(column(row, column), rule.trim());
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The column of that name, or what lies at that path within JSON. */
  private static JsonNode column(ObjectNode row, String name) {
    JsonNode value = row.get(name);
    if (value != null || name.indexOf('.') < 0) {
      return value;
    }
    JsonNode at = row;
    for (String step : name.split("\\.")) {
      at = at.path(step);
    }
    return at;
  }

  /** Null where there is nothing. */
  private JsonNode present(JsonNode value, boolean trim) {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      return value;
    }
    String text = value.asText();
    String stripped = text.strip();
    if (stripped.isEmpty() || mapping.missing().contains(stripped)) {
      return null;
    }
    return trim && stripped.length() != text.length() ? TextNode.valueOf(stripped) : value;
  }

  private void keepOthers(ObjectNode row, ObjectNode out) {
    for (Map.Entry<String, JsonNode> column : row.properties()) {
      JsonNode value = present(column.getValue(), true);
      boolean named =
          mapping.dropColumns().contains(column.getKey())
              || mapping.fields().stream().anyMatch(f -> f.from().contains(column.getKey()));
      if (value != null && !named) {
        (mapping.keepOthers().isEmpty() ? out : child(out, mapping.keepOthers()))
            .set(column.getKey(), value);
      }
    }
  }

  private static void put(ObjectNode out, String path, JsonNode value) {
    ObjectNode at = out;
    int from = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
      at = child(at, path.substring(from, dot));
      from = dot + 1;
    }
    at.set(path.substring(from), value);
  }

  private static ObjectNode child(ObjectNode of, String name) {
    return of.get(name) instanceof ObjectNode object ? object : of.putObject(name);
  }
}
