package dev.parallax.segmentation.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.segmentation.customer.FeatureQuery;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders a segmentation to be learned. */
@Path("/v1/segmentations")
@Tag(name = "segmentation")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@RunOnVirtualThread
public class SegmentationResource {
  private final Jobs jobs;
  private final FeatureQuery features;

  SegmentationResource(Jobs jobs, FeatureQuery features) {
    this.jobs = jobs;
    this.features = features;
  }

  /** The body, for the document of the interface; {@link SegmentationRequest} reads it. */
  record Wanted(
      @Schema(enumeration = "kmeans") String algorithm,
      @Schema(
              description = "2 to 20, or \"auto\" to choose by silhouette",
              examples = {"5"})
          Object k,
      @Schema(description = "names of features; the usual eight where there are none")
          java.util.List<String> features,
      @Schema(description = "of everything random; the same seed gives the same segments")
          Long seed) {}

  @POST
  @Operation(
      summary = "Learns a segmentation and lets it serve when it beats its baselines",
      description = "Runs as a job; follow it at its Location.")
  @APIResponse(
      responseCode = "202",
      description = "The job",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response train(
      @RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class)))
          JsonNode body) {
    SegmentationRequest request = SegmentationRequest.parse(body);
    EnoughCustomers.problem(request, features.countWithPurchases())
        .ifPresent(
            problem -> {
              throw Problems.invalid("k", problem);
            });
    return Jobs.accepted(jobs.submit(SegmentationJob.KIND, request.toJson()));
  }
}
