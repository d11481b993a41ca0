package dev.parallax.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;

/** Makes the problems that services throw. */
public final class Problems {
  private static final String TYPE = "urn:parallax:problem:";
  private static final int UNPROCESSABLE = 400;

  private Problems() {}

  /** 400: one field is wrong. */
  public static HttpProblem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** 400: several fields are wrong. */
  public static HttpProblem invalid(List<FieldError> errors) {
    return of(UNPROCESSABLE, "invalid-input", "The request has mistakes", summary(errors))
        .with("errors", errors)
        .build();
  }

  /** 404 because of what a field names. */
  public static HttpProblem notFound(String field, String message) {
    return notFound("not-found", field, message);
  }

  /** 404 with a type of its own, where callers have to tell why. */
  public static HttpProblem notFound(String code, String field, String message) {
    return named(of(404, code, "Not found", field + " " + message), field, message).build();
  }

  /**
   * 409: the request is right but the state of things is not; {@code detail} says what to do first.
   */
  public static HttpProblem conflict(String code, String detail) {
    return of(409, code, "Not possible now", detail).build();
  }

  /** 409 because of what a field says. */
  public static HttpProblem conflict(String code, String field, String message) {
    return named(of(409, code, "Not possible now", field + " " + message), field, message).build();
  }

  /** 409 because of what several fields say. */
  public static HttpProblem conflict(String code, String detail, List<FieldError> errors) {
    return of(409, code, "Not possible now", detail).with("errors", errors).build();
  }

  /** 413: a part of the request, {@code body} or the name of a file's part, is too large. */
  public static HttpProblem tooLarge(String field, String message) {
    return named(
            of(413, "too-large", "The request is too large", "the " + field + " " + message),
            field,
            message)
        .build();
  }

  /** 401 with a challenge. */
  public static HttpProblem unauthorized(String challenge, String detail) {
    return named(of(401, "unauthorized", "Not signed in", detail), "Authorization", detail)
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }

  /** 403 because of what a field says, with a type of its own. */
  public static HttpProblem forbidden(String code, String field, String message) {
    return named(of(403, code, "Not allowed", field + " " + message), field, message).build();
  }

  /** 408: the request did not come in time. */
  public static HttpProblem tooSlow(String field, String message) {
    return named(
            of(408, "too-slow", "The request took too long", "the " + field + " " + message),
            field,
            message)
        .build();
  }

  /** 429 with Retry-After: nothing was taken in, the caller should send less at once. */
  public static HttpProblem tooManyRequests(String detail, int retryAfterSeconds) {
    return of(429, "too-many-requests", "Too much at once", detail)
        .withHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds)
        .build();
  }

  /** 503 with Retry-After: nothing was taken in, the caller should come again. */
  public static HttpProblem unavailable(String detail, int retryAfterSeconds) {
    return of(503, "unavailable", "Not available now", detail)
        .withHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds)
        .build();
  }

  /** 500: a mistake of ours. It says nothing of the inside; the log does. */
  public static HttpProblem internal() {
    return of(
            500,
            "internal",
            "Something went wrong on our side",
            "it has been logged; try again later")
        .build();
  }

  private static HttpProblem.Builder named(
      HttpProblem.Builder problem, String field, String message) {
    return problem.with("errors", List.of(new FieldError(field, message)));
  }

  static HttpProblem.Builder of(int status, String code, String title, String detail) {
    return HttpProblem.builder()
        .withType(type(code))
        .withStatus(status)
        .withTitle(title)
        .withDetail(detail);
  }

  static URI type(String code) {
    return URI.create(TYPE + code);
  }

  static String summary(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return first.field() + " " + first.message() + more;
  }
}
