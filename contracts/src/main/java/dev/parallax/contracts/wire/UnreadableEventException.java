package dev.parallax.contracts.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * A record on the log that is not what its topic promises. The message is safe to log: it holds no
 * payload.
 */
public class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }

  static UnreadableEventException of(IOException e) {
    String where =
        e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? mapping.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."))
            : null;
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof IllegalArgumentException && !(root instanceof NumberFormatException)) {
      return new UnreadableEventException(root.getMessage(), e);
    }
    if (where != null) {
      return new UnreadableEventException("field " + where + " has the wrong type or form", e);
    }
    if (e instanceof JacksonException jackson && jackson.getLocation() != null) {
      return new UnreadableEventException(
          "not valid JSON at column " + jackson.getLocation().getColumnNr(), e);
    }
    return new UnreadableEventException("not valid JSON", e);
  }
}
