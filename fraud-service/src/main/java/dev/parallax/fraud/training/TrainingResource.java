package dev.parallax.fraud.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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

/** Training over HTTP. */
@Path("/v1/fraud/models")
@Tag(name = "models")
@RolesAllowed({Roles.FRAUD_ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TrainingResource {
  private final Jobs jobs;
  private final TrainingConfig config;

  TrainingResource(Jobs jobs, TrainingConfig config) {
    this.jobs = jobs;
    this.config = config;
  }

  @POST
  @Path("/train")
  @Operation(summary = "Trains a model from labelled transactions, as a job; the body is optional")
  @APIResponse(
      responseCode = "202",
      description = "Queued",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response train(TrainingRequest request) {
    TrainingRequest asked = request == null ? new TrainingRequest(null, null, null) : request;
    ObjectNode params = EventJson.mapper().valueToTree(asked.settings(config));
    return Jobs.accepted(jobs.submit(TrainingJob.KIND, params));
  }
}
