package dev.parallax.ingestion.browser;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the browser tracker; to everybody, as it holds no key. */
@Path("/v1/parallax.js")
@Tag(name = "collect")
@PermitAll
public class TrackerResource {
  private static final String JAVASCRIPT = "text/javascript;charset=utf-8";
  private static final Duration FRESH = Duration.ofHours(1);

  private final Tracker tracker = Tracker.load();

  @GET
  @Produces(JAVASCRIPT)
  @Operation(summary = "The browser tracker: docs/collecting.md")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(mediaType = JAVASCRIPT, schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "304", description = "As the caller has it")
  public Response script(
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) String accepted, @Context Request request) {
    boolean zip = accepted != null && accepted.contains("gzip");
    // One tag for each form, as they differ byte by byte.
    EntityTag tag = new EntityTag(zip ? tracker.tag() + "-gzip" : tracker.tag());
    Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
    if (answer == null) {
      answer = Response.ok(zip ? tracker.zipped() : tracker.script()).type(JAVASCRIPT);
      if (zip) {
        answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
      }
    }
    CacheControl cache = new CacheControl();
    cache.setMaxAge((int) FRESH.toSeconds());
    cache.setNoTransform(false);
    return answer
        .tag(tag)
        .cacheControl(cache)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }
}
