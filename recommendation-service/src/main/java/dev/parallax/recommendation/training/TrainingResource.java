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
          "Holds a fifth of the orders out (split: time, leave-last-out or random), searches the settings"
              + " of the algorithms (all that fit the data's size where none are named) and their blend"
              + " within the rest, and measures what was chosen against popularity, random and the recipe"
              + " in service. It serves if it beats popularity and what is in service beyond noise; the"
              + " recipe in service, where no new one beats it, is learned from newer data. The job's result"
              + " has modelId, algorithm, rules, items, metrics, baseline, promoted and verdict; the whole"
              + " table is at /v1/models/{modelId}/evaluation. Then a ranker is learned from lists that were"
              + " shown and what followed (result: ranker), which serves if it beats the blended scores' order.")
  @APIResponse(
      responseCode = "202",
      description = "The job",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response train(TrainingRequest request) {
    ObjectNode params =
        EventJson.mapper().valueToTree(request == null ? TrainingRequest.usual() : request);
    return Jobs.accepted(jobs.submit(TrainingJob.KIND, params));
  }
}
