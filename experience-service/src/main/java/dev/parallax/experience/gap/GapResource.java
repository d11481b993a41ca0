package dev.parallax.experience.gap;

import dev.parallax.experience.measure.Gap;
import dev.parallax.kit.page.Limit;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gaps over HTTP. */
@Path("/v1/gaps")
@Tag(name = "experience")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
public class GapResource {
  private final GapBoard board;

  GapResource(GapBoard board) {
    this.board = board;
  }

  @GET
  @RunOnVirtualThread
  @Operation(summary = "Where segments pay more attention than they are served, widest first")
  public GapList gaps(
      @Parameter(
              description = "How many",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @Parameter(description = "Id of a segment; all by default") @QueryParam("segment")
          String segment) {
    int most = Limit.parse(limit);
    GapBoard.Snapshot snapshot = board.snapshot();
    snapshot.segments().require(segment);
    return new GapList(
        snapshot.computedAt(),
        snapshot.gaps().stream().filter(Gap::open).count(),
        snapshot.gaps().stream()
            .filter(gap -> segment == null || gap.segment().equals(segment))
            .limit(most)
            .map(gap -> GapList.item(gap, snapshot.segments()))
            .toList());
  }
}
