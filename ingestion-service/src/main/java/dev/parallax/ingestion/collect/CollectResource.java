package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.request.RejectedItem;
import dev.parallax.ingestion.request.Requests;
import dev.parallax.ingestion.source.Source;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The Segment HTTP API. Bodies are read as bytes and not by the framework, because what cannot be
 * read has to be kept, and because of the limits; any content type is taken, as browsers' beacons
 * say text/plain. Everybody may knock, for a beacon's key is in its body; {@link Requests#readCall}
 * lets sources in and nobody else.
 */
@Path("/v1")
@Tag(name = "collect")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@SecurityRequirement(name = "SecurityScheme", scopes = Source.ROLE)
@RunOnVirtualThread
public class CollectResource {
  private final Requests requests;
  private final CallIntake calls;
  private final BatchIntake batches;
  private final LimitsConfig limits;

  /** As Segment answers. */
  public record Success(boolean success) {
    static final Success YES = new Success(true);
  }

  /**
   * @param accepted how many calls the broker has
   * @param rejected those with mistakes, which are in the quarantine
   * @param excluded how many their sender does not mean for us, by {@code integrations}
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record BatchResult(
      boolean success, int accepted, List<RejectedItem> rejected, int excluded) {}

  CollectResource(Requests requests, CallIntake calls, BatchIntake batches, LimitsConfig limits) {
    this.requests = requests;
    this.calls = calls;
    this.batches = batches;
    this.limits = limits;
  }

  @POST
  @Path("/track")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"userId\":\"u-17\",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"P1\",\"price\":12.5,\"currency\":\"EUR\"},\"timestamp\":\"2026-01-31T12:00:00Z\",\"messageId\":\"7f2c\"}")))
  @Operation(summary = "A customer did something")
  public Success track(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return one(CallType.TRACK, body, encoding);
  }

  @POST
  @Path("/identify")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"userId\":\"u-17\",\"anonymousId\":\"v-3\",\"traits\":{\"email\":\"a@example.com\",\"plan\":\"gold\"},\"context\":{\"consent\":{\"categoryPreferences\":{\"analytics\":true,\"marketing\":false}}}}")))
  @Operation(summary = "Who a customer is; personal traits go to the vault only")
  public Success identify(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return one(CallType.IDENTIFY, body, encoding);
  }

  @POST
  @Path("/page")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"anonymousId\":\"v-3\",\"name\":\"Home\",\"properties\":{\"path\":\"/\"}}")))
  @Operation(summary = "A page was seen")
  public Success page(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return one(CallType.PAGE, body, encoding);
  }

  @POST
  @Path("/screen")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value = "{\"userId\":\"u-17\",\"name\":\"Basket\"}")))
  @Operation(summary = "A screen of an app was seen")
  public Success screen(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return one(CallType.SCREEN, body, encoding);
  }

  @POST
  @Path("/group")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"userId\":\"u-17\",\"groupId\":\"g-1\",\"traits\":{\"industry\":\"retail\"}}")))
  @Operation(summary = "A customer belongs to a company or household")
  public Success group(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return one(CallType.GROUP, body, encoding);
  }

  @POST
  @Path("/alias")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value = "{\"previousId\":\"v-3\",\"userId\":\"u-17\"}")))
  @Operation(summary = "Two ids are one customer")
  public Success alias(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return one(CallType.ALIAS, body, encoding);
  }

  @POST
  @Path("/batch")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"sentAt\":\"2026-01-31T12:00:01Z\",\"batch\":[{\"type\":\"track\",\"userId\":\"u-17\",\"event\":\"Signed Up\",\"messageId\":\"7f2d\"}]}")))
  @Operation(summary = "Many calls at once; the valid ones are taken in, the others are listed")
  public BatchResult batch(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return batches.take(requests.readCall("batch", body, encoding, limits.batch()));
  }

  @POST
  @Path("/import")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"sentAt\":\"2026-01-31T12:00:01Z\",\"batch\":[{\"type\":\"track\",\"userId\":\"u-17\",\"event\":\"Signed Up\",\"messageId\":\"7f2d\"}]}")))
  @Operation(summary = "The same for calls of the past")
  public BatchResult importCalls(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return batches.take(requests.readCall("import", body, encoding, limits.batch()));
  }

  private Success one(CallType type, InputStream body, String encoding) {
    calls.take(type, requests.readCall(type.wireName(), body, encoding, limits.event()));
    return Success.YES;
  }
}
