package dev.parallax.fraud.rule;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.kit.condition.ConditionInvalidException;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules over HTTP. */
@Path("/v1/fraud/rules")
@Tag(name = "rules")
@RolesAllowed({Roles.FRAUD_ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RuleResource {
  private final RuleRepository repository;
  private final ActiveRules rules;
  private final Clock clock;

  RuleResource(RuleRepository repository, ActiveRules rules, Clock clock) {
    this.repository = repository;
    this.rules = rules;
    this.clock = clock;
  }

  /** All of them; there are never many. */
  public record RuleList(List<Rule> items, String nextCursor) {}

  /**
   * What a rule is made of.
   *
   * @param enabled true where it is not given
   */
  public record RuleRequest(
      String expression, Outcome outcome, Phrase description, Boolean enabled) {}

  @GET
  @Operation(summary = "All rules, by name")
  public RuleList list() {
    return new RuleList(repository.all(), null);
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One rule")
  public Rule get(@PathParam("name") String name) {
    return repository.find(name).orElseThrow(() -> Problems.notFound("name", "names no rule"));
  }

  @PUT
  @Path("/{name}")
  @Operation(summary = "Makes or changes a rule; every replica follows within two seconds")
  public Rule put(@PathParam("name") String name, RuleRequest request) {
    Rule rule = rule(name, request);
    try {
      rules.check(rule);
    } catch (ConditionInvalidException e) {
      throw Problems.invalid("expression", e.getMessage());
    }
    repository.save(rule);
    rules.refresh();
    return rule;
  }

  @DELETE
  @Path("/{name}")
  @Operation(summary = "Removes a rule")
  public void delete(@PathParam("name") String name) {
    if (!repository.delete(name)) {
      throw Problems.notFound("name", "names no rule");
    }
    rules.refresh();
  }

  private Rule rule(String name, RuleRequest request) {
    if (request == null) {
      throw Problems.invalid("body", "must be a rule");
    }
    try {
      return new Rule(
          name,
          request.expression(),
          request.outcome(),
          request.description(),
          request.enabled() == null || request.enabled(),
          clock.instant().truncatedTo(ChronoUnit.MICROS));
    } catch (IllegalArgumentException e) {
      String[] fieldAndMessage = e.getMessage().split(" ", 2);
      throw Problems.invalid(fieldAndMessage[0], fieldAndMessage[1]);
    }
  }
}
