package dev.parallax.experience.overview;

import dev.parallax.experience.feedback.FeedbackRepository;
import dev.parallax.experience.feedback.FeedbackSummary.FeedbackScore;
import dev.parallax.experience.gap.GapBoard;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The numbers at a glance over HTTP. */
@Path("/v1")
@Tag(name = "experience")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
public class OverviewResource {
  private final OverviewRepository repository;
  private final FeedbackRepository feedback;
  private final GapBoard gaps;

  OverviewResource(OverviewRepository repository, FeedbackRepository feedback, GapBoard gaps) {
    this.repository = repository;
    this.feedback = feedback;
    this.gaps = gaps;
  }

  @GET
  @Path("/overview")
  @RunOnVirtualThread
  @Operation(summary = "Sessions, orders, scores and open gaps at a glance")
  public Overview overview() {
    OverviewRepository.Totals totals = repository.totals();
    OverviewRepository.Sessions sessions = repository.sessions();
    FeedbackScore score = feedback.summary().overall();
    return new Overview(
        totals.customersCounted(),
        totals.eventsCounted(),
        sessions.counted(),
        totals.ordersCounted(),
        totals.refundsCounted(),
        sessions.counted() == 0 ? null : (double) sessions.countedWithOrder() / sessions.counted(),
        score.nps(),
        score.meanRating(),
        score.csat(),
        score.responses(),
        score.complaints(),
        gaps.open());
  }

  @GET
  @Path("/experience/counts")
  @RunOnVirtualThread
  @Operation(summary = "How much was taken in and is stored")
  public Counts counts() {
    return repository.counts();
  }
}
