package dev.parallax.recommendation.merchandising;

import dev.parallax.kit.condition.ConditionInvalidException;
import dev.parallax.kit.page.Page;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Merchandising rules over HTTP. */
@Path("/v1/merchandising/rules")
@Tag(name = "merchandising")
@RolesAllowed({Roles.MARKETER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MerchandisingResource {
  private final RuleRepository repository;
  private final ActiveRules rules;
  private final Clock clock;

  MerchandisingResource(RuleRepository repository, ActiveRules rules, Clock clock) {
    this.repository = repository;
    this.rules = rules;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "All rules, by name; at most 200")
  public Page<MerchandisingRule> list() {
    return new Page<>(repository.all(), null);
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One rule")
  public MerchandisingRule get(@PathParam("name") String name) {
    return repository.find(name).orElseThrow(MerchandisingResource::unknown);
  }

  @GET
  @Path("/{name}/versions")
  @Operation(summary = "Every version of a rule, the newest first; of a deleted one, too")
  public Page<MerchandisingRule> versions(@PathParam("name") String name) {
    List<MerchandisingRule> versions = repository.versions(name);
    if (versions.isEmpty()) {
      throw unknown();
    }
    return new Page<>(versions, null);
  }

  @PUT
  @Path("/{name}")
  @Operation(
      summary = "Makes or changes a rule; every replica follows within two seconds",
      description =
          "The condition is CEL over itemId, name, category, price, currency, available, attributes (by name),"
              + " tags, context, surface and segment. A pin puts the best item it holds for at its position;"
              + " boost and bury multiply scores by their factor; ban leaves items out.")
  public MerchandisingRule put(@PathParam("name") String name, RuleRequest request) {
    if (request == null) {
      throw Problems.invalid("body", "must be a rule");
    }
    MerchandisingRule rule = request.rule(name, now());
    try {
      rules.check(rule);
    } catch (ConditionInvalidException e) {
      throw Problems.invalid("condition", e.getMessage());
    }
    List<MerchandisingRule> others =
        repository.all().stream().filter(other -> !other.name().equals(name)).toList();
    if (others.size() >= ActiveRules.MOST_RULES) {
      throw Problems.invalid(
          "name",
          "would be one rule too many: there are "
              + ActiveRules.MOST_RULES
              + "; delete some that no longer count");
    }
    MerchandisingRule saved = repository.save(rule);
    rules.refresh();
    return saved;
  }

  @DELETE
  @Path("/{name}")
  @Operation(summary = "Removes a rule")
  public void delete(@PathParam("name") String name) {
    if (!repository.delete(name, now())) {
      throw unknown();
    }
    rules.refresh();
  }

  /** As exactly as the store keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static RuntimeException unknown() {
    return Problems.notFound("name", "names no rule");
  }
}
