package dev.parallax.console.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * RFC 9457 problem details, of the same shape and with the same types as the services'.
 *
 * @param type names the kind of problem, for programs
 * @param errors which fields are wrong and what would be right; empty if it is not about a field
 * @param service which service it is about; null if none
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
    @JsonInclude(JsonInclude.Include.NON_NULL) String service) {
  public static final String MEDIA_TYPE = "application/problem+json";
  private static final String TYPE = "urn:parallax:problem:";
  private static final Map<Integer, String> CODES =
      Map.of(
          400, "invalid-input",
          405, "method-not-allowed",
          406, "not-acceptable",
          413, "too-large",
          415, "unsupported-media-type",
          500, "internal");

  public Problem {
    errors = List.copyOf(errors);
  }

  /** Nothing lives at this path. */
  public static Problem notFound(String detail) {
    return new Problem(TYPE + "not-found", "Not found", 404, detail, List.of(), null);
  }

  /** The caller sent something else than what is accepted in {@code field}. */
  public static Problem invalid(String field, String message) {
    return new Problem(
        TYPE + "invalid-input",
        "The request has mistakes",
        400,
        field + " " + message,
        List.of(new FieldError(field, message)),
        null);
  }

  /** A service is away, starting or too busy. */
  public static Problem unavailable(String service) {
    return new Problem(
        TYPE + "unavailable",
        "Not available now",
        503,
        "the " + service + " service cannot be reached; try again in a moment",
        List.of(),
        service);
  }

  /** A service took the request but did not begin to answer in time. */
  public static Problem timeout(String service, long seconds) {
    return new Problem(
        TYPE + "timeout",
        "No answer in time",
        504,
        "the "
            + service
            + " service has not answered within "
            + seconds
            + " seconds; it may still be working on the request",
        List.of(),
        service);
  }

  /** Anything else, in the plain words of the status. */
  public static Problem ofStatus(int status, String title, String detail) {
    String type = TYPE + CODES.getOrDefault(status, "http-" + status);
    return new Problem(type, title, status, detail, List.of(), null);
  }

  /** One wrong field. */
  public record FieldError(String field, String message) {}
}
