package dev.parallax.experience.friction;

import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Frictions over HTTP. */
@Path("/v1/frictions")
@Tag(name = "experience")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
public class FrictionResource {
  private final FrictionBoard board;
  private final Clock clock;

  FrictionResource(FrictionBoard board, Clock clock) {
    this.board = board;
    this.clock = clock;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      summary =
          "What stands in people's way, by page, as the browser tracker sees it: what costs most first")
  public FrictionList frictions(
      @Parameter(
              description =
                  "RFC 3339 time or date; visits that came to the page at or after it. 30 days before"
                      + " to by default")
          @QueryParam("from")
          String from,
      @Parameter(
              description =
                  "RFC 3339 time or date; visits that came to the page before it. Now by default")
          @QueryParam("to")
          String to,
      @Parameter(
              description =
                  "rage-click, dead-click, form-abandon, error, empty-search or slow-page; all by"
                      + " default")
          @QueryParam("kind")
          String kind,
      @Parameter(
              description =
                  "A page as the list names it; with * at its end all whose path begins so")
          @QueryParam("page")
          String page,
      @Parameter(description = "Id of a segment; customers who are in it now")
          @QueryParam("segment")
          String segment,
      @BeanParam PageQuery list) {
    FrictionQuery query = FrictionQuery.parse(clock.instant(), from, to, kind, page, segment);
    return board.list(query, list.size(), Place.parse(list.after()));
  }
}
