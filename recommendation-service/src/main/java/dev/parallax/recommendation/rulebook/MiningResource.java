package dev.parallax.recommendation.rulebook;

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

/** Starts a mining. */
@Path("/v1/rules/mine")
@Tag(name = "rules")
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MiningResource {
  private final Jobs jobs;

  MiningResource(Jobs jobs) {
    this.jobs = jobs;
  }

  @POST
  @Operation(
      summary = "Brings the rules up to date now, with other settings where some are given",
      description =
          "The settings count from then on, also when the rules follow by themselves; what is not given stays."
              + " minSupport given without minBaskets counts alone (but for sets in a single basket). redundant: true"
              + " keeps every rule with enough support and confidence, also those no better than a simpler one, and"
              + " has maxItems, mostItemsets and mostRules as high as can be where they are not given (10 items, and"
              + " what an eighth of the service's memory has room for); redundant: false has them as configured. The"
              + " job's result has, by source, baskets, itemsets, rules, confident (rules before any was pruned), tested"
              + " (rules of whatever confidence, that p-values are corrected for), minBaskets (from"
              + " how many baskets on sets of 1, 2, … items were mined: the support is raised where more than"
              + " mostItemsets would be found), leftOut (what of all that was asked for is not there, and why; as in"
              + " GET /v1/rules), changed (baskets that came or went) and incremental (false: everything was mined anew).")
  @APIResponse(
      responseCode = "202",
      description = "The job",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response mine(MiningRequest request) {
    ObjectNode params =
        EventJson.mapper().valueToTree(request == null ? MiningRequest.AS_IT_IS : request);
    return Jobs.accepted(jobs.submit(MiningJob.KIND, params));
  }
}
