package dev.parallax.kit.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Collectors;

/** Says in plain words what is wrong with a body that could not be read; never repeats the body. */
public final class UnreadableJson {
  private UnreadableJson() {}

  /** The field and what it should be. */
  public static FieldError describe(JacksonException e) {
    String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
    if (e instanceof UnrecognizedPropertyException) {
      return new FieldError(field, "is not a known field");
    }
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException invalid) {
      return ofRecord(field, invalid.getMessage());
    }
    if (e instanceof MismatchedInputException mismatch) {
      return new FieldError(field.isEmpty() ? "body" : field, expected(mismatch.getTargetType()));
    }
    String where =
        e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    return new FieldError("body", "must be valid JSON" + where);
  }

  /**
   * A record's own check says {@code "amount must be …"}; the first word is the field. That of a
   * value which is a field itself says {@code "must be …"}.
   */
  private static FieldError ofRecord(String parent, String message) {
    int space = message == null ? -1 : message.indexOf(' ');
    if (space < 1) {
      return new FieldError(parent.isEmpty() ? "body" : parent, "is not valid");
    }
    String field = message.substring(0, space);
    if (field.equals("must") && !parent.isEmpty()) {
      return new FieldError(parent, message);
    }
    return new FieldError(
        parent.isEmpty() ? field : parent + "." + field, message.substring(space + 1));
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "has the wrong form";
    }
    if (type.isEnum()) {
      return "must be one of the listed values";
    }
    if (type == Instant.class) {
      return "must be a time such as 2026-01-31T12:00:00Z";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "must be true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type) || type == BigDecimal.class) {
      return "must be a number";
    }
    if (type == String.class) {
      return "must be a text";
    }
    if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
      return "must be an array";
    }
    return "must be an object";
  }
}
