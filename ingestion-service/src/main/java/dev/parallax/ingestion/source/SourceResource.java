package dev.parallax.ingestion.source;

import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sources and their write keys over HTTP. */
@Path("/v1/sources")
@Tag(name = "sources")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SourceResource {
  private final Sources sources;
  private final Clock clock;

  /**
   * A source or key that was just made.
   *
   * @param key the write key, shown this once
   */
  public record Created(String source, String id, String prefix, String key) {
    static Created of(String source, Sources.Made made) {
      return new Created(source, made.key().id(), made.key().prefix(), made.secret().text());
    }
  }

  /**
   * How a key takes over.
   *
   * @param othersUntil until when the keys before it still hold; for good where it is not given
   */
  public record KeyRequest(Instant othersUntil) {}

  SourceResource(Sources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "Who may send, by name, with their keys but without what these are")
  public Page<SourceView> list(@BeanParam PageQuery page) {
    return sources.list(page.size(), page.after());
  }

  @POST
  @Operation(
      summary = "Makes a source with its first write key, which is shown this once",
      description =
          "Without scopes it may send what a page may: behaviour and feedback; without origins also"
              + " say who is one person (identity) and answer for customers (consent), which a source"
              + " with origins may only where its scopes name it, and no key that comes from a page,"
              + " in an address or in a body. With origins, pages of others are refused. Every replica"
              + " follows within two seconds.")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Created.class)))
  public Response create(SourceRequest request) {
    SourceDefinition source = required(request).toDefinition(request.name(), null);
    return created(source.name(), sources.create(source));
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One source")
  public SourceView get(@PathParam("name") String name) {
    return sources.find(name).orElseThrow(() -> Problems.notFound("name", "names no source"));
  }

  @PUT
  @Path("/{name}")
  @Operation(summary = "Changes a source but not its keys; what is not given stays as it is")
  public SourceView put(@PathParam("name") String name, SourceRequest request) {
    if (required(request).name() != null && !request.name().equals(name)) {
      throw Problems.invalid("name", "must be that of the path, or absent");
    }
    sources.update(name, request);
    return get(name);
  }

  @DELETE
  @Path("/{name}")
  @Operation(summary = "Removes a source with its keys; what it has sent stays")
  public void delete(@PathParam("name") String name) {
    sources.delete(name);
  }

  @POST
  @Path("/{name}/keys")
  @Operation(
      summary = "One more write key, shown this once",
      description = "To rotate, say until when the keys before it still hold: othersUntil.")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Created.class)))
  public Response addKey(@PathParam("name") String name, KeyRequest request) {
    Instant othersUntil = request == null ? null : request.othersUntil();
    if (othersUntil != null && othersUntil.isBefore(clock.instant())) {
      throw Problems.invalid("othersUntil", "must not be in the past; to end a key now, delete it");
    }
    return created(name, sources.addKey(name, othersUntil));
  }

  @DELETE
  @Path("/{name}/keys/{id}")
  @Operation(summary = "Revokes a write key, within two seconds on every replica")
  public void revokeKey(@PathParam("name") String name, @PathParam("id") String id) {
    sources.revokeKey(name, id);
  }

  private static SourceRequest required(SourceRequest request) {
    if (request == null) {
      throw Problems.invalid("body", "must be a source");
    }
    return request;
  }

  private static Response created(String source, Sources.Made made) {
    return Response.created(URI.create("/v1/sources/" + source))
        .header("Cache-Control", "no-store")
        .entity(Created.of(source, made))
        .build();
  }
}
