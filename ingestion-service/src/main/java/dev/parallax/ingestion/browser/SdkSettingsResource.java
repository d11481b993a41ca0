package dev.parallax.ingestion.browser;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What Segment's analytics.js asks its {@code cdnURL} before it sends: where to. So that address
 * alone is enough to lead it here. No key is looked up, since nothing is told but the caller's own
 * words; a wrong one is refused where it sends.
 */
@Path("/v1/projects")
@Tag(name = "collect")
@PermitAll
public class SdkSettingsResource {
  @GET
  @Path("/{writeKey}/settings")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Where analytics.js sends to")
  public Response settings(
      @PathParam("writeKey") String writeKey, @Context HttpServerRequest request) {
    String host = request.getHeader("X-Forwarded-Host");
    String scheme = request.getHeader("X-Forwarded-Proto");
    Map<String, String> toUs =
        Map.of(
            "apiKey",
            writeKey,
            "apiHost",
            (host == null ? request.authority().toString() : host) + "/v1",
            "protocol",
            scheme == null ? request.scheme() : scheme);
    // The answer depends on how we were called, and costs nothing.
    return Response.ok(Map.of("integrations", Map.of("Segment.io", toUs)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
