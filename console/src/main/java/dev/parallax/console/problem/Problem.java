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
          401, "unauthorized",
          403, "forbidden",
          404, "not-found",
          405, "method-not-allowed",
          406, "not-acceptable",
          413, "too-large",
          415, "unsupported-media-type",
          500, "internal");

  public Problem {
    errors = List.copyOf(errors);
  }

  /** Nothing is where {@code field} points. */
  public static Problem notFound(String field, String message) {
    return refused(404, "Not found", field, message);
  }

  /** The part {@code field} of the request cannot be answered, in the plain words of the status. */
  public static Problem refused(int status, String title, String field, String message) {
    return ofStatus(status, title, field + " " + message, List.of(new FieldError(field, message)));
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
  public static Problem ofStatus(int status, String title, String detail, List<FieldError> errors) {
    String type = TYPE + CODES.getOrDefault(status, "http-" + status);
    return new Problem(type, title, status, detail, errors, null);
  }

  /** One wrong field. */
  public record FieldError(String field, String message) {}
}
