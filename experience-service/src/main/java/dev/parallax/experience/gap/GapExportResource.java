package dev.parallax.experience.gap;

import dev.parallax.kit.anonymity.KAnonymity;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.security.Roles;
import dev.parallax.kit.table.Table;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gaps for tools outside the suite. */
@Path("/v1/exports/gaps")
@Tag(name = "experience")
@Produces({MediaType.APPLICATION_JSON, Table.CSV})
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
public class GapExportResource {
  private final GapBoard board;
  private final KAnonymity rule;
  private final Audit audit;

  GapExportResource(GapBoard board, GapConfig config, KAnonymity rule, Audit audit) {
    this.board = board;
    this.rule = new KAnonymity(Math.max(rule.k(), config.minCustomers()));
    this.audit = audit;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "Gaps that may leave the suite: none of fewer than k customers",
      description =
          "As JSON, or as CSV (RFC 4180) with Accept: text/csv. k is parallax.privacy.k. Needs of fewer"
              + " customers are one row of their segment, with as many others as it takes that none can be"
              + " computed from the rest. Each export is in the audit log.")
  @APIResponse(
      responseCode = "200",
      description = "The gaps by segment",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = GapExport.class)),
        @Content(mediaType = Table.CSV, schema = @Schema(type = SchemaType.STRING))
      })
  public GapExport gaps() {
    GapExport export = GapExport.of(board.snapshot(), rule);
    audit.record(
        "aggregate-exported",
        "gaps",
        Map.of("k", export.k(), "rows", export.items().size(), "withheld", export.withheld()));
    return export;
  }
}
