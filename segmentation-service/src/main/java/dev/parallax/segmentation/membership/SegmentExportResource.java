package dev.parallax.segmentation.membership;

import dev.parallax.kit.anonymity.KAnonymity;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.security.Roles;
import dev.parallax.kit.table.Table;
import dev.parallax.segmentation.model.Segmentation;
import dev.parallax.segmentation.model.Segmentations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The segments for tools outside the suite. */
@Path("/v1/exports/segments")
@Tag(name = "segmentation")
@Produces({MediaType.APPLICATION_JSON, Table.CSV})
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
@RunOnVirtualThread
public class SegmentExportResource {
  private final Segmentations segmentations;
  private final MembershipRepository memberships;
  private final KAnonymity rule;
  private final Audit audit;
  private final Clock clock;

  SegmentExportResource(
      Segmentations segmentations,
      MembershipRepository memberships,
      KAnonymity rule,
      Audit audit,
      Clock clock) {
    this.segmentations = segmentations;
    this.memberships = memberships;
    this.rule = rule;
    this.audit = audit;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "Segments that may leave the suite: none of fewer than k customers",
      description =
          "As JSON, or as CSV (RFC 4180) with Accept: text/csv. k is parallax.privacy.k. Segments of fewer"
              + " customers are one row, with as many others as it takes that none can be computed from the"
              + " rest. Each export is in the audit log.")
  @APIResponse(
      responseCode = "200",
      description = "The segments of the segmentation that serves",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = SegmentExport.class)),
        @Content(mediaType = Table.CSV, schema = @Schema(type = SchemaType.STRING))
      })
  public SegmentExport segments() {
    Segmentation segmentation = segmentations.current().orElseThrow(NoSegmentation::problem);
    SegmentExport export =
        SegmentExport.of(segmentation, memberships.sizes(segmentation.id()), rule, clock.instant());
    audit.record(
        "aggregate-exported",
        "segments",
        Map.of(
            "k", export.k(),
            "rows", export.items().size(),
            "withheld", export.withheld(),
            "modelId", export.modelId()));
    return export;
  }
}
