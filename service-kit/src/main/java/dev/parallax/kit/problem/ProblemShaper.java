package dev.parallax.kit.problem;

import com.fasterxml.jackson.core.JacksonException;
import dev.parallax.kit.store.Outage;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Gives every problem, whoever raised it, a stable type and {@code errors:[{field,message}]}, and
 * takes everything internal out of those that are our fault.
 */
@ApplicationScoped
class ProblemShaper implements ProblemPostProcessor {
  private static final Logger LOG = Logger.getLogger(ProblemShaper.class);
  private static final int RETRY_SECONDS = 5;
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
          503, "unavailable");
  private static final Map<Integer, String> DETAILS =
      Map.of(
          401, "send a valid bearer token",
          403, "the token's roles do not allow this");

  /** Instead of the framework's words, which speak of our annotations. */
  private static final Map<Integer, FieldError> REQUEST_PARTS =
      Map.of(
          404,
          new FieldError("path", "must be one that GET /q/openapi names"),
          405,
          new FieldError("method", "must be one that GET /q/openapi names for this address"),
          406,
          new FieldError("Accept", "must be one that GET /q/openapi names for this address"),
          415,
          new FieldError(
              "Content-Type",
              "must be one that GET /q/openapi names for this address: application/json, or"
                  + " multipart/form-data for a file"));

  @Override
  public int priority() {
    return 50;
  }

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    HttpProblem shaped = shape(problem, context);
    if (shaped.getStatusCode() < 500) {
      // Not its detail: it may repeat what the caller sent.
      LOG.debugf("refused status=%d type=%s", shaped.getStatusCode(), shaped.getType());
    }
    return shaped;
  }

  private static HttpProblem shape(HttpProblem problem, ProblemContext context) {
    if (problem.getStatusCode() >= 500 && !isOurs(problem)) {
      if (Outage.isPassing(context.cause)) {
        return Problems.unavailable("the store does not answer", RETRY_SECONDS);
      }
      return Problems.internal();
    }
    JacksonException unreadable = causeOf(context.cause);
    if (unreadable != null && problem.getStatusCode() == 400) {
      return Problems.invalid(List.of(UnreadableJson.describe(unreadable)));
    }
    if (problem.getParameters().get("violations") instanceof Collection<?> violations
        && !violations.isEmpty()) {
      return Problems.invalid(violations.stream().map(v -> error((Violation) v)).toList());
    }
    return isOurs(problem) ? problem : typed(problem);
  }

  private static HttpProblem typed(HttpProblem problem) {
    int status = problem.getStatusCode();
    HttpProblem.Builder builder =
        HttpProblem.builder(problem)
            .withType(Problems.type(CODES.getOrDefault(status, "http-" + status)));
    FieldError part = REQUEST_PARTS.get(status);
    if (part != null) {
      return builder
          .withDetail(part.field() + " " + part.message())
          .with("errors", List.of(part))
          .build();
    }
    if (DETAILS.containsKey(status)) {
      if (problem.getDetail() == null) {
        builder.withDetail(DETAILS.get(status));
      }
      builder.with("errors", List.of(new FieldError("Authorization", DETAILS.get(status))));
    }
    return builder.build();
  }

  private static boolean isOurs(HttpProblem problem) {
    return problem.getType() != null && problem.getType().toString().startsWith("urn:parallax:");
  }

  private static FieldError error(Violation violation) {
    return new FieldError(
        violation.field == null || violation.field.isBlank() ? "body" : violation.field,
        violation.message);
  }

  private static JacksonException causeOf(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof JacksonException jackson) {
        return jackson;
      }
    }
    return null;
  }
}
