package dev.parallax.console.merge;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.ProblemException;
import dev.parallax.console.upstream.Service;
import dev.parallax.console.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks all services at once whether their audit logs are as they were written. */
@ApplicationScoped
class MergedAudit {
  /** Services read their whole logs. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Upstreams upstreams;

  MergedAudit(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  /**
   * @param noted heads that were noted formerly, of whichever service
   * @throws ProblemException if the caller may not ask, {@code noted} is none, or no service
   *     answers
   */
  Checked verify(List<String> noted, String authorization) {
    String query =
        noted.stream()
            .map(head -> "noted=" + URLEncoder.encode(head, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "/v1/audit/verify?", ""));
    Map<Service, Future<Upstreams.Answer>> asked = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      asked.put(service, upstreams.get(service, query, authorization, PATIENCE));
    }
    Map<Service, JsonObject> checks = new EnumMap<>(Service.class);
    List<String> away = new ArrayList<>();
    asked.forEach(
        (service, future) ->
            check(Answers.await(future, PATIENCE))
                .ifPresentOrElse(
                    check -> checks.put(service, check), () -> away.add(service.label())));
    if (checks.isEmpty()) {
      throw new ProblemException(Problem.unavailable(away.getFirst()));
    }
    return new Checked(checks, away);
  }

  private static Optional<JsonObject> check(Upstreams.Answer answer) {
    if (answer == null || answer.status() >= 500) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw new ProblemException(Refusal.of(answer.status(), answer.body()));
    }
    try {
      JsonObject check = answer.body().toJsonObject();
      return check.getValue("valid") instanceof Boolean ? Optional.of(check) : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty(); // whatever said it, it was not the service
    }
  }

  /**
   * @param unavailable services that could not be asked
   */
  record Checked(Map<Service, JsonObject> services, List<String> unavailable) {}
}
