package dev.parallax.recommendation.training;

import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.learning.ModelEvaluation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The whole table behind a model's card. */
@Path("/v1/models/{id}/evaluation")
@Tag(name = "models")
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ModelEvaluationResource {
  private final ModelEvaluations evaluations;

  ModelEvaluationResource(ModelEvaluations evaluations) {
    this.evaluations = evaluations;
  }

  @GET
  @Operation(
      summary = "What a model was chosen by",
      description =
          "verdict: whether it may serve, and why. customers, baskets: the tables of both tasks, each"
              + " metric with its interval, each row against popularity, random and the recipe in"
              + " service, paired.")
  public ModelEvaluation get(@PathParam("id") String id) {
    return evaluations
        .find(id)
        .orElseThrow(() -> Problems.notFound("id", "names no model with an evaluation"));
  }
}
