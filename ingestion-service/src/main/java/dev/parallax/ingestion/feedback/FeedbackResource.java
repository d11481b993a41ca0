package dev.parallax.ingestion.feedback;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.ingestion.identity.CurrentCids;
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

/** Feedback over HTTP. */
@Path("/v1/feedback")
@Tag(name = "records")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Source.ROLE, Roles.ADMIN, Roles.SERVICE})
public class FeedbackResource {
  private final RecordIntake intake;
  private final RecordIntake.Kind<FeedbackGiven> kind;

  FeedbackResource(RecordIntake intake, Pseudonyms pseudonyms, CurrentCids cids) {
    this.intake = intake;
    this.kind =
        new RecordIntake.Kind<>("feedback", Topics.FEEDBACK, new FeedbackReader(pseudonyms, cids));
  }

  @POST
  @RunOnVirtualThread
  @Operation(summary = "One answer, comment or complaint, or an array of them")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"userId\":\"u-17\",\"kind\":\"nps\",\"score\":9,\"text\":\"quick delivery\",\"language\":\"en\"}")))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RecordIntake.Accepted.class)))
  public Response post(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
    return intake.publish(kind, body, encoding);
  }
}
