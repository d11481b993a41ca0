package dev.parallax.segmentation.membership;

import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.segmentation.model.Segmentation;
import dev.parallax.segmentation.model.Segmentations;
import dev.parallax.segmentation.segment.Segment;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The segments of a segmentation. */
@Path("/v1/segmentations/{id}/segments")
@Tag(name = "segmentation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN, Roles.SERVICE})
@RunOnVirtualThread
public class SegmentResource {
  private static final String CURRENT = "current";

  private final Segmentations segmentations;
  private final MembershipRepository memberships;

  SegmentResource(Segmentations segmentations, MembershipRepository memberships) {
    this.segmentations = segmentations;
    this.memberships = memberships;
  }

  @GET
  @Operation(
      summary = "The segments of a segmentation, the largest first",
      description = "id is a model's id, or current for the one that serves.")
  public SegmentAnswer.Listing segments(@PathParam("id") String id) {
    Optional<Segmentation> current = segmentations.current();
    if (id.equals(CURRENT)) {
      return listing(current.orElseThrow(NoSegmentation::problem), true);
    }
    boolean serves = current.isPresent() && current.get().id().equals(id);
    return listing(
        segmentations.find(id).orElseThrow(() -> Problems.notFound("id", "names no segmentation")),
        serves);
  }

  private SegmentAnswer.Listing listing(Segmentation segmentation, boolean serves) {
    Map<String, Integer> sizes = serves ? memberships.sizes(segmentation.id()) : Map.of();
    List<SegmentAnswer> answers =
        segmentation.segments().stream()
            .map(segment -> answer(segmentation, segment, serves, sizes))
            .toList();
    double all = Math.max(1, answers.stream().mapToInt(SegmentAnswer::size).sum());
    return new SegmentAnswer.Listing(
        segmentation.id(),
        segmentation.model().currency(),
        serves,
        answers.stream()
            .filter(answer -> answer.origin().equals("model") || answer.size() > 0)
            .map(answer -> withShare(answer, answer.size() / all))
            .toList());
  }

  private static SegmentAnswer answer(
      Segmentation segmentation, Segment segment, boolean serves, Map<String, Integer> sizes) {
    String id = segmentation.segmentId(segment);
    return new SegmentAnswer(
        id,
        segment.name(),
        segment.number() == Segment.NO_PURCHASES ? "rule" : "model",
        serves ? sizes.getOrDefault(id, 0) : segment.size(),
        0,
        segment.distinguishing(),
        segment.centroid());
  }

  private static SegmentAnswer withShare(SegmentAnswer answer, double share) {
    return new SegmentAnswer(
        answer.id(),
        answer.name(),
        answer.origin(),
        answer.size(),
        share,
        answer.distinguishing(),
        answer.centroid());
  }
}
