package dev.parallax.experience.funnel;

import dev.parallax.kit.page.Period;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The funnel over HTTP. */
@Path("/v1/funnels")
@Tag(name = "experience")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
public class FunnelResource {
  private final FunnelRepository funnels;

  FunnelResource(FunnelRepository funnels) {
    this.funnels = funnels;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      summary =
          "How many sessions and customers viewed, added, checked out and ordered, in this order")
  public Funnel funnel(
      @Parameter(description = "RFC 3339 time or date; sessions that began at or after it")
          @QueryParam("from")
          String from,
      @Parameter(description = "RFC 3339 time or date; sessions that began before it")
          @QueryParam("to")
          String to,
      @Parameter(description = "Id of a segment; customers who are in it now")
          @QueryParam("segment")
          String segment) {
    return funnels.find(Period.parse(from, to), segment);
  }
}
