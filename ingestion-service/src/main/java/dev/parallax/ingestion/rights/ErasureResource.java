package dev.parallax.ingestion.rights;

import dev.parallax.contracts.privacy.PrivacyRequested.Kind;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Erasures over HTTP. */
@Path("/v1/privacy/erasures")
@Tag(name = "privacy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
@RunOnVirtualThread
public class ErasureResource {
  private final Desk desk;
  private final Counter counter;

  ErasureResource(Desk desk, Counter counter) {
    this.desk = desk;
    this.counter = counter;
  }

  @POST
  @Operation(summary = "Erases a person from every service")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = PrivacyRequest.class)))
  public Response post(PersonQuery person) {
    return counter.accepted(Kind.ERASE, person, desk::erase);
  }

  @GET
  @Operation(summary = "Erasures, newest first")
  public Page<PrivacyRequest> list(@BeanParam PageQuery page) {
    return counter.list(Kind.ERASE, page);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Who has erased how much, who is missing, and in the end the certificate")
  public PrivacyRequest get(@PathParam("id") String id) {
    return counter.find(Kind.ERASE, id);
  }
}
