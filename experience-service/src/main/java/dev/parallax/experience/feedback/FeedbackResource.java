package dev.parallax.experience.feedback;

import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Feedback scores over HTTP. */
@Path("/v1/feedback/summary")
@Tag(name = "experience")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
public class FeedbackResource {
  private final FeedbackRepository feedback;

  FeedbackResource(FeedbackRepository feedback) {
    this.feedback = feedback;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "NPS, mean rating, CSAT and effort, overall and by segment, with how many answered")
  public FeedbackSummary summary() {
    return feedback.summary();
  }
}
