package dev.parallax.segmentation.membership;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.security.Roles;
import dev.parallax.segmentation.customer.CurrentCid;
import dev.parallax.segmentation.customer.FeatureQuery;
import dev.parallax.segmentation.customer.Standing;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.model.Segmentation;
import dev.parallax.segmentation.model.Segmentations;
import dev.parallax.segmentation.segment.SegmentModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which segment a customer is in, and why. */
@Path("/v1/customers/segment")
@Tag(name = "segmentation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN, Roles.SERVICE})
@RunOnVirtualThread
public class CustomerSegmentResource {
  private final Segmentations segmentations;
  private final MembershipRepository memberships;
  private final FeatureQuery features;
  private final Pseudonyms pseudonyms;
  private final CurrentCid currentCid;
  private final Standing standing;
  private final Clock clock;

  CustomerSegmentResource(
      Segmentations segmentations,
      MembershipRepository memberships,
      FeatureQuery features,
      Pseudonyms pseudonyms,
      CurrentCid currentCid,
      Standing standing,
      Clock clock) {
    this.segmentations = segmentations;
    this.memberships = memberships;
    this.features = features;
    this.pseudonyms = pseudonyms;
    this.currentCid = currentCid;
    this.standing = standing;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param since when the customer came into the segment
   * @param features the known ones, as of now
   */
  public record CustomerSegment(
      String cid,
      SegmentName segment,
      Instant since,
      String modelVersion,
      List<Reason> reasons,
      Map<String, Double> features) {}

  /** A segment by id and name. */
  public record SegmentName(String id, Phrase name) {}

  @GET
  @Operation(
      summary = "The segment of one customer, with reasons",
      description = "Ask by userId, or by the pseudonym cid; one of the two.")
  @APIResponse(
      responseCode = "200",
      description = "The segment",
      content = @Content(schema = @Schema(implementation = CustomerSegment.class)))
  @APIResponse(
      responseCode = "404",
      description =
          "In no segment; the problem's type says why: unknown-customer, no-analytics-consent or"
              + " not-placed-yet")
  public CustomerSegment segment(
      @QueryParam("userId") String userId, @QueryParam("cid") String cid) {
    String wanted = wanted(userId, cid);
    Segmentation segmentation = segmentations.current().orElseThrow(NoSegmentation::problem);
    Optional<Boolean> analytics = standing.analytics(wanted);
    Membership membership =
        analytics
            .filter(allowed -> allowed)
            .flatMap(allowed -> memberships.find(wanted))
            .orElseThrow(() -> NotInASegment.problem(userId == null ? "cid" : "userId", analytics));
    Optional<FeatureVector> vector =
        features
            .of(
                List.of(wanted),
                segmentation.model().currency(),
                features.reference().orElseGet(clock::instant))
            .getOrDefault(wanted, Optional.empty());
    return new CustomerSegment(
        wanted,
        new SegmentName(membership.segmentId(), membership.segmentName()),
        membership.since(),
        membership.modelId(),
        reasons(segmentation, membership, vector),
        vector.map(FeatureVector::known).orElse(Map.of()));
  }

  private String wanted(String userId, String cid) {
    boolean byUser = userId != null && !userId.isBlank();
    boolean byCid = cid != null && !cid.isBlank();
    if (byUser == byCid) {
      throw Problems.invalid("userId", "must be given, or cid instead of it, but not both");
    }
    return byUser ? currentCid.ofAny(pseudonyms.customerCandidates(userId)) : currentCid.of(cid);
  }

  /**
   * Fresh ones while they speak for the segment that was announced, else those announced with it.
   */
  private static List<Reason> reasons(
      Segmentation segmentation, Membership membership, Optional<FeatureVector> vector) {
    return vector
        .map(segmentation.model()::place)
        .filter(p -> segmentation.segmentId(p.segment()).equals(membership.segmentId()))
        .map(SegmentModel.Placement::reasons)
        .orElse(membership.reasons());
  }
}
