package dev.parallax.ingestion.split;

import dev.parallax.ingestion.identity.Splitting.Split;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who a customer is, and mending it. */
@Path("/v1")
@Tag(name = "identity")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IdentityResource {
  private static final String NOT_MERGED =
      "must be a pseudonym whose merge into this customer still holds; see GET"
          + " /v1/customers/{cid}/identity";

  private final IdentityQuery query;
  private final Splits splits;
  private final Audit audit;

  /**
   * Which merge to undo: one of the two.
   *
   * @param from the pseudonym that it ended
   * @param merge its number in the history
   */
  public record SplitRequest(String from, Long merge) {}

  /**
   * @param from the other customer, by any pseudonym of theirs
   */
  public record MergeRequest(String from) {}

  /**
   * @param cid the pseudonym that stands for both
   */
  public record Merged(String cid) {}

  IdentityResource(IdentityQuery query, Splits splits, Audit audit) {
    this.query = query;
    this.splits = splits;
    this.audit = audit;
  }

  @GET
  @Path("/customers/{cid}/identity")
  @RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN, Roles.ANALYST})
  @Operation(
      summary = "A customer's pseudonyms and how they came to be one",
      description = "By pseudonyms only. limit and cursor are the history's.")
  public Identity identity(@PathParam("cid") String cid, @BeanParam PageQuery page) {
    int size = page.size();
    Long before = before(page.after());
    Identity identity = query.of(require("cid", cid), size, before);
    audit.record("identity-viewed", cid, Map.of());
    return identity;
  }

  @POST
  @Path("/customers/{cid}/split")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(
      summary = "Undoes a merge",
      description =
          "Name it by the pseudonym that it ended (from) or by its number in the history (merge)."
              + " Whoever came to the customer by way of that pseudonym goes with it, and nothing"
              + " joins the two again but POST /v1/customers/{cid}/merge.")
  public Split split(@PathParam("cid") String cid, SplitRequest request) {
    require("cid", cid);
    if (request == null || (request.from() == null) == (request.merge() == null)) {
      throw Problems.invalid("from", "must be given, or merge instead of it, but not both");
    }
    Optional<Split> split =
        request.from() == null
            ? splits.byMerge(cid, request.merge())
            : splits.byEnded(cid, request.from());
    return split.orElseThrow(
        () ->
            request.from() == null
                ? Problems.invalid(
                    "merge", "must be the number of a merge of this customer that still holds")
                : Problems.invalid("from", NOT_MERGED));
  }

  @POST
  @Path("/customers/{cid}/merge")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(
      summary = "Makes one customer of two",
      description = "Also of two who were split; both must be known.")
  public Merged merge(@PathParam("cid") String cid, MergeRequest request) {
    require("cid", cid);
    if (request == null || request.from() == null) {
      throw Problems.invalid("from", "must be given");
    }
    require("from", request.from());
    return new Merged(splits.merge(request.from(), cid));
  }

  private String require(String field, String cid) {
    if (!Cid.isCid(cid)) {
      throw Problems.invalid(
          field,
          "must be a pseudonym: c_ or a_, the secret's number where there is one, 32 hex digits");
    }
    return query.root(cid).orElseThrow(() -> Problems.notFound(field, "names nobody known"));
  }

  private static Long before(String after) {
    try {
      return after == null ? null : Long.valueOf(after);
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }
}
