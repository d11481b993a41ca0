package dev.parallax.kit.model;

import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Models over HTTP, for staff and services as jobs are. */
@Path("/v1/models")
@Tag(name = "models")
@RolesAllowed({
  Roles.MARKETER,
  Roles.ANALYST,
  Roles.FRAUD_ANALYST,
  Roles.PRIVACY_OFFICER,
  Roles.ADMIN,
  Roles.SERVICE
})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ModelResource {
  private final ModelRegistry registry;
  private final ModelConfig config;
  private final SecurityIdentity caller;

  ModelResource(ModelRegistry registry, ModelConfig config, SecurityIdentity caller) {
    this.registry = registry;
    this.config = config;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "Models of this service with their cards, newest first")
  public Page<StoredModel> list(@BeanParam PageQuery page) {
    return registry.list(page.size(), page.after());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One model's card")
  public StoredModel get(@PathParam("id") String id) {
    return registry.find(id).orElseThrow(() -> Problems.notFound("id", "names no model"));
  }

  @POST
  @Path("/{id}/promote")
  @RolesAllowed({Roles.ANALYST, Roles.FRAUD_ANALYST, Roles.ADMIN})
  @Operation(summary = "Lets a model serve; the one before retires")
  public StoredModel promote(@PathParam("id") String id) {
    // Who may at all is said above; who may here depends on what the service's models decide.
    if (config.promoters().stream().noneMatch(caller::hasRole)) {
      throw new ForbiddenException();
    }
    StoredModel model = get(id);
    if (model.state() == StoredModel.State.REJECTED) {
      throw Problems.conflict(
          "model-rejected", "this model did not beat its baseline; its card says by how much");
    }
    registry.promote(id);
    return get(id);
  }
}
