package dev.parallax.recommendation.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Starts a training. */
@Path("/v1/models/train")
@Tag(name = "models")
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TrainingResource {
  private final Jobs jobs;

  TrainingResource(Jobs jobs) {
    this.jobs = jobs;
  }

  @POST
  @Operation(
      summary = "Learns rules and neighbours anew, as a job",
      description =
          "Measures the new model on the last fifth of time against popularity, and lets it serve if it wins."
              + " The job's result has modelId, rules, items, metrics, baseline and promoted.")
  @APIResponse(
      responseCode = "202",
      description = "The job",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response train(TrainingRequest request) {
    ObjectNode params = EventJson.mapper().createObjectNode();
    if (request != null) {
      params.put("minSupport", request.minSupport());
      params.put("minConfidence", request.minConfidence());
      params.put("seed", request.seed());
    }
    return Jobs.accepted(jobs.submit(TrainingJob.KIND, params));
  }
}
