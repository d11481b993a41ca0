package dev.parallax.recommendation.exposure;

import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why something was shown. */
@Path("/v1/recommendations/{id}")
@Tag(name = "exposures")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ShownListResource {
  private final ExposureReader reader;

  ShownListResource(ExposureReader reader) {
    this.reader = reader;
  }

  @GET
  @Operation(
      summary = "A list as it was shown: why each item was in it then, and what followed",
      description =
          "Names, prices, scores and reasons are those of then. Answers that were not shown to a customer"
              + " who agrees to personalization are not kept, and what was shown is kept for"
              + " parallax.recommendation.exposures.retention.")
  public ShownList get(@PathParam("id") String id) {
    return reader
        .find(id)
        .orElseThrow(
            () ->
                Problems.notFound(
                    "id", "names no list that a customer was shown and that is still kept"));
  }
}
