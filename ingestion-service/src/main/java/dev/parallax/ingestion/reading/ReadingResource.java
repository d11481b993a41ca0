package dev.parallax.ingestion.reading;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.ingestion.records.RecordIntake;
import dev.parallax.ingestion.source.Source;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** Readings over HTTP. */
@Path("/v1/readings")
@Tag(name = "records")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Source.ROLE, Roles.ADMIN, Roles.SERVICE})
public class ReadingResource {
  private final RecordIntake intake;
  private final RecordIntake.Kind<ReadingTaken> kind;

  ReadingResource(RecordIntake intake, Pseudonyms pseudonyms) {
    this.intake = intake;
    this.kind = new RecordIntake.Kind<>("reading", Topics.READINGS, new ReadingReader(pseudonyms));
  }

  @POST
  @RunOnVirtualThread
  @Operation(summary = "One reading or an array of them")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"device\":\"door-1\",\"metric\":\"footfall\",\"value\":3,\"place\":\"entrance\",\"occurredAt\":\"2026-01-31T12:00:00Z\"}")))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RecordIntake.Accepted.class)))
  public Response post(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return intake.publish(kind, body, encoding);
  }
}
