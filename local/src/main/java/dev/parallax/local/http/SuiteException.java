package dev.parallax.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The suite answered, but not with what was asked for. */
public final class SuiteException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonNode problem;

  SuiteException(String request, int status, JsonNode problem) {
    super(request + " was answered " + status + ": " + summary(problem));
    this.status = status;
    this.problem = problem;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /**
   * The answer's body: problem+json (RFC 9457) from every service, or a missing node after
   * deserialisation.
   */
  public JsonNode problem() {
    return problem;
  }

  private static String summary(JsonNode problem) {
    StringBuilder text = new StringBuilder();
    text.append(problem.path("title").asText(""));
    String detail = problem.path("detail").asText("");
    if (!detail.isEmpty()) {
      text.append(text.isEmpty() ? "" : ", ").append(detail);
    }
    for (JsonNode error : problem.path("errors")) {
      text.append("; ")
          .append(error.path("field").asText())
          .append(": ")
          .append(error.path("message").asText());
    }
    return text.isEmpty() ? problem.toString() : text.toString();
  }
}
