package dev.parallax.ingestion.rights;

import dev.parallax.contracts.privacy.PrivacyRequested.Kind;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is known of a person, over HTTP. */
@Path("/v1/privacy/exports")
@Tag(name = "privacy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
@RunOnVirtualThread
public class ExportResource {
  private final Desk desk;
  private final Counter counter;
  private final Archives archives;
  private final Audit audit;

  ExportResource(Desk desk, Counter counter, Archives archives, Audit audit) {
    this.desk = desk;
    this.counter = counter;
    this.archives = archives;
    this.audit = audit;
  }

  @POST
  @Operation(summary = "Gathers what every service holds of a person")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = PrivacyRequest.class)))
  public Response post(PersonQuery person) {
    return counter.accepted(Kind.EXPORT, person, desk::export);
  }

  @GET
  @Operation(summary = "Exports, newest first")
  public Page<PrivacyRequest> list(@BeanParam PageQuery page) {
    return counter.list(Kind.EXPORT, page);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Who has handed over how much, and who is missing")
  public PrivacyRequest get(@PathParam("id") String id) {
    return counter.find(Kind.EXPORT, id);
  }

  @GET
  @Path("/{id}/archive")
  @Produces("application/zip")
  @Operation(summary = "All of it: a zip with a JSON file of each service")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/zip",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response archive(@PathParam("id") String id) {
    PrivacyRequest request = counter.find(Kind.EXPORT, id);
    if (request.isOpen()) {
      throw Problems.conflict(
          "not-ready",
          "the archive is not there yet; missing: " + String.join(", ", request.missing()));
    }
    byte[] zip =
        archives
            .read(UUID.fromString(id))
            .orElseThrow(() -> Problems.notFound("id", "names an archive that is deleted by now"));
    audit.record("archive-fetched", id, Map.of("cid", request.cid()));
    return Response.ok(zip, "application/zip")
        .header("Content-Disposition", "attachment; filename=\"" + id + ".zip\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
