package dev.parallax.ingestion.collect;

import dev.parallax.ingestion.body.PixelQuery;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.request.Requests;
import dev.parallax.ingestion.source.Source;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Calls by an image, for e-mails and pages without scripts. Segment's pixel answers 200 whatever
 * comes; ours says what is wrong, which no reader of an e-mail sees and whoever tries it does.
 */
@Path("/v1/pixel")
@Tag(name = "collect")
@PermitAll
@SecurityRequirement(name = "SecurityScheme", scopes = Source.ROLE)
@RunOnVirtualThread
public class PixelResource {
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private final Requests requests;
  private final CallIntake calls;
  private final LimitsConfig limits;

  PixelResource(Requests requests, CallIntake calls, LimitsConfig limits) {
    this.requests = requests;
    this.calls = calls;
    this.limits = limits;
  }

  @GET
  @Path("/{call: track|identify|page|screen|group|alias}")
  @Produces("image/gif")
  @Operation(
      summary = "A call as an image of one pixel",
      description =
          "As data, or as one parameter for each field: event=Mail+Opened&userId=u-17&properties.campaign=spring")
  @Parameter(
      name = "data",
      in = ParameterIn.QUERY,
      description = "the call as JSON in base64url, base64 or as it is; may have the writeKey")
  @Parameter(name = "writeKey", in = ParameterIn.QUERY, description = "the key of a source")
  public Response pixel(@PathParam("call") String call, @Context UriInfo uri) {
    CallType type = CallType.parse(call).orElseThrow();
    byte[] body = PixelQuery.body(uri.getQueryParameters());
    calls.take(
        type,
        requests.readCall(type.wireName(), new ByteArrayInputStream(body), null, limits.event()));
    return Response.ok(GIF)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .build();
  }
}
