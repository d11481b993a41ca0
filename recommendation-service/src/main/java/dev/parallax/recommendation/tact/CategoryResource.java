package dev.parallax.recommendation.tact;

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
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Quiet and sensitive categories over HTTP. */
@Path("/v1/merchandising/categories")
@Tag(name = "merchandising")
@RolesAllowed({Roles.MARKETER, Roles.PRIVACY_OFFICER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CategoryResource {
  private static final String CATEGORY = "/{category:.+}"; // It may have slashes.

  private final CategoryRepository repository;
  private final ActivePolicies policies;
  private final Clock clock;

  CategoryResource(CategoryRepository repository, ActivePolicies policies, Clock clock) {
    this.repository = repository;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * How to treat a category.
   *
   * @param quiet no where it is left out
   * @param sensitive false where it is left out
   */
  public record PolicyRequest(Quiet quiet, Boolean sensitive) {}

  @GET
  @Operation(summary = "All categories that are treated with care, by name")
  public Page<CategoryPolicy> list() {
    return new Page<>(repository.all(), null);
  }

  @PUT
  @Path(CATEGORY)
  @Operation(
      summary = "How to treat a category and those under it; every replica follows within 2 s",
      description =
          "quiet: no, in-email (not in what is sent), everywhere (never recommended). From items of a sensitive"
              + " category nothing is inferred, they are no reasons, and they are offered only to whoever looks"
              + " for them: on pages and in searches of that category.")
  public CategoryPolicy put(@PathParam("category") String category, PolicyRequest request) {
    if (request == null || (request.quiet() == null && request.sensitive() == null)) {
      throw Problems.invalid("body", "must have quiet, sensitive or both");
    }
    CategoryPolicy policy;
    try {
      policy =
          new CategoryPolicy(
              category,
              request.quiet() == null ? Quiet.NO : request.quiet(),
              Boolean.TRUE.equals(request.sensitive()),
              clock.instant().truncatedTo(ChronoUnit.MICROS));
    } catch (IllegalArgumentException e) {
      throw Problems.invalid("category", "must be 1 to 256 characters");
    }
    repository.save(policy);
    policies.refresh();
    return policy;
  }

  @DELETE
  @Path(CATEGORY)
  @Operation(summary = "Treats a category like any other")
  public void delete(@PathParam("category") String category) {
    if (!repository.delete(category)) {
      throw Problems.notFound("category", "names no category that is treated with care");
    }
    policies.refresh();
  }
}
