package dev.parallax.ingestion.catalog;

import dev.parallax.ingestion.records.RecordIntake;
import dev.parallax.ingestion.source.Source;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalog over HTTP. */
@Path("/v1/catalog")
@Tag(name = "records")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Source.ROLE, Roles.ADMIN, Roles.SERVICE})
public class CatalogResource {
  private final RecordIntake intake;
  private final Catalog catalog;
  private final CatalogReader reader = new CatalogReader();

  CatalogResource(RecordIntake intake, Catalog catalog) {
    this.intake = intake;
    this.catalog = catalog;
  }

  @POST
  @RunOnVirtualThread
  @Operation(summary = "One item or an array of them, each whole; repeats are not announced again")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"itemId\":\"P1\",\"name\":\"Mug\",\"category\":\"kitchen\",\"price\":12.5,\"currency\":\"EUR\",\"available\":true}")))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RecordIntake.Accepted.class)))
  public Response post(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return intake.take("catalog", body, encoding, reader, catalog::put);
  }

  @DELETE
  @RolesAllowed({Roles.ADMIN, Roles.SERVICE})
  @Path("/{itemId}")
  @RunOnVirtualThread
  @Operation(summary = "The item is not for sale any more")
  @APIResponse(responseCode = "204")
  public void delete(@PathParam("itemId") String itemId) {
    if (!catalog.remove(itemId)) {
      throw Problems.notFound("itemId", "names no item of the catalog");
    }
  }
}
