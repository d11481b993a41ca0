package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a prediction is asked of: rows, or customers by userId.
 *
 * @param rows values by column; empty where customers are asked of
 * @param users ids the shop knows customers by
 * @param explain whether contributions are wanted
 * @param prefix of a row's fields in mistakes, {@code %d} its place
 */
record Asked(List<Map<String, Object>> rows, List<String> users, boolean explain, String prefix) {
  private static final Set<String> FIELDS = Set.of("row", "rows", "userId", "userIds", "explain");
  private static final int LONGEST_ID = 256;
  private static final String EXPECTED =
      "must be a row ({\"age\": 25, …}), an array of rows, or an object with row, rows, userId or userIds";

  /**
   * @throws RuntimeException a 400 problem naming the field
   */
  static Asked read(JsonNode body, int most) {
    if (body == null || body.isNull() || body.isMissingNode()) {
      throw Problems.invalid("body", EXPECTED);
    }
    if (body.isArray()) {
      return rows(body, "body", "[%d].", null, most);
    }
    if (!body.isObject()) {
      throw Problems.invalid("body", EXPECTED);
    }
    boolean bare = body.isEmpty() || !hasOnlyOurs(body);
    if (bare) {
      return new Asked(List.of(row(body, "body")), List.of(), true, "");
    }
    Boolean explain = explain(body.get("explain"));
    int said = 0;
    for (String field : List.of("row", "rows", "userId", "userIds")) {
      said += body.has(field) ? 1 : 0;
    }
    if (said != 1) {
      throw Problems.invalid("body", EXPECTED);
    }
    if (body.has("rows")) {
      return rows(body.get("rows"), "rows", "rows[%d].", explain, most);
    }
    if (body.has("row")) {
      return new Asked(
          List.of(row(body.get("row"), "row")), List.of(), explain == null || explain, "row.");
    }
    List<String> users =
        body.has("userId")
            ? List.of(user(body.get("userId"), "userId"))
            : users(body.get("userIds"), most);
    boolean one = body.has("userId");
    return new Asked(List.of(), users, explain == null ? one : explain, "");
  }

  private static boolean hasOnlyOurs(JsonNode body) {
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    return FIELDS.containsAll(names);
  }

  private static Boolean explain(JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw Problems.invalid("explain", "must be true or false");
    }
    return value.asBoolean();
  }

  private static Asked rows(
      JsonNode array, String field, String prefix, Boolean explain, int most) {
    checkSize(array, field, most);
    List<Map<String, Object>> rows = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      rows.add(row(array.get(i), (field.equals("body") ? "" : field) + "[" + i + "]"));
    }
    boolean few = rows.size() == 1;
    return new Asked(rows, List.of(), explain == null ? few : explain, prefix);
  }

  private static void checkSize(JsonNode array, String field, int most) {
    if (!array.isArray() || array.isEmpty() || array.size() > most) {
      throw Problems.invalid(
          field,
          "must be an array of 1 to " + most + "; send more as a file (multipart/form-data)");
    }
  }

  private static Map<String, Object> row(JsonNode node, String field) {
    if (!node.isObject()) {
      throw Problems.invalid(field, "must be an object with the predictor's columns");
    }
    Map<String, Object> row = new LinkedHashMap<>();
    List<FieldError> errors = new ArrayList<>();
    node.properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (value.isContainerNode()) {
                errors.add(
                    new FieldError(
                        field.equals("body") ? entry.getKey() : field + "." + entry.getKey(),
                        "must be a number, a text or a boolean"));
              } else {
                row.put(entry.getKey(), scalar(value));
              }
            });
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return row;
  }

  private static Object scalar(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return value.numberValue();
    }
    return value.isBoolean() ? (Object) value.asBoolean() : value.asText();
  }

  private static List<String> users(JsonNode array, int most) {
    checkSize(array, "userIds", most);
    List<String> users = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      users.add(user(array.get(i), "userIds[" + i + "]"));
    }
    return users;
  }

  private static String user(JsonNode value, String field) {
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST_ID) {
      throw Problems.invalid(field, "must be a text of 1 to " + LONGEST_ID + " characters");
    }
    return value.asText();
  }
}
