package dev.parallax.segmentation.membership;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.security.Roles;
import dev.parallax.segmentation.model.Segmentation;
import dev.parallax.segmentation.model.Segmentations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is in a segment. */
@Path("/v1/segments/{id}/members")
@Tag(name = "segmentation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN, Roles.SERVICE})
@RunOnVirtualThread
public class MemberResource {
  private final Segmentations segmentations;
  private final MembershipRepository memberships;

  MemberResource(Segmentations segmentations, MembershipRepository memberships) {
    this.segmentations = segmentations;
    this.memberships = memberships;
  }

  @GET
  @Operation(summary = "The customers in a segment of the segmentation that serves, by pseudonym")
  public Page<SegmentAnswer.Member> members(@PathParam("id") String id, @BeanParam PageQuery page) {
    int most = page.size();
    String after = page.after();
    // By its form only: whoever ended the page before may have left the segment since.
    Cursor.requireRow(after, Cid::isCid);
    Segmentation segmentation = segmentations.current().orElseThrow(NoSegmentation::problem);
    if (segmentation.segments().stream().noneMatch(s -> segmentation.segmentId(s).equals(id))) {
      throw Problems.notFound(
          "id", "names no segment of the segmentation that serves, " + segmentation.id());
    }
    List<SegmentAnswer.Member> members =
        memberships.members(id, after, most + 1).stream()
            .map(m -> new SegmentAnswer.Member(m.cid(), m.since()))
            .toList();
    return Page.of(members, most, SegmentAnswer.Member::cid);
  }
}
