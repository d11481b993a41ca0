package dev.parallax.ingestion.quarantine;

import dev.parallax.ingestion.validation.Code;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The quarantine over HTTP. */
@Path("/v1/rejected")
@Tag(name = "quarantine")
@Produces(MediaType.APPLICATION_JSON)
public class RejectedResource {
  private static final List<String> STATES = List.of("open", "replaying", "replayed", "discarded");

  private final RejectedQuery query;
  private final GroupQuery groups;
  private final RejectedStore store;
  private final Audit audit;

  RejectedResource(RejectedQuery query, GroupQuery groups, RejectedStore store, Audit audit) {
    this.query = query;
    this.groups = groups;
    this.store = store;
    this.audit = audit;
  }

  @GET
  @RunOnVirtualThread
  @RolesAllowed({Roles.ANALYST, Roles.MARKETER, Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(summary = "What was not taken in, newest first, without the payloads")
  public Page<Rejected> list(
      @BeanParam PageQuery page,
      @QueryParam("source") String source,
      @QueryParam("code") String code,
      @QueryParam("import") String importId,
      @QueryParam("state") String state,
      @QueryParam("group") String group) {
    requireCode(code);
    if (state != null && !STATES.contains(state)) {
      throw Problems.invalid("state", "must be one of " + String.join(", ", STATES));
    }
    Selection.Condition which = new Selection.Condition();
    if (group != null) {
      RejectedGroup.parse(group)
          .orElseThrow(() -> Problems.invalid("group", "must be one of GET /v1/rejected/groups"))
          .narrow(which);
    }
    which.and("source = ?", source);
    which.and("code = ?", code);
    which.and("import_id = ?", importId);
    which.and("state = ?", state);
    int size = page.size();
    String after = page.after();
    UUID before = after == null ? null : uuid(after).orElseThrow(RejectedResource::foreignCursor);
    return Page.of(query.list(size + 1, before, which), size, Rejected::id);
  }

  @GET
  @Path("/groups")
  @RunOnVirtualThread
  @RolesAllowed({Roles.ANALYST, Roles.MARKETER, Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(
      summary =
          "What is open, grouped by its cause (kind, code, field, event, source), the largest group first")
  public Page<RejectedGroup> groups(
      @BeanParam PageQuery page,
      @QueryParam("source") String source,
      @QueryParam("code") String code) {
    requireCode(code);
    return Page.of(
        groups.list(page.size() + 1, page.after(), source, code), page.size(), GroupQuery::key);
  }

  @POST
  @Path("/{id}/discard")
  @RunOnVirtualThread
  @RolesAllowed({Roles.ANALYST, Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(summary = "Nobody will mend this one; it is kept until its time is over")
  public Rejected discard(@PathParam("id") String id) {
    UUID row = uuid(id).orElseThrow(RejectedResource::unknown);
    if (query.find(row).isEmpty()) {
      throw unknown();
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (store.discard(row)) {
                audit.record("rejected-discarded", id, Map.of());
              }
            });
    Rejected now = query.find(row).orElseThrow(RejectedResource::unknown);
    if (!"discarded".equals(now.state())) {
      throw Problems.conflict(
          "not-open", "id", "names an input that was replayed already, or is being replayed");
    }
    return now.withoutPayload();
  }

  private static void requireCode(String code) {
    if (code != null && Code.parse(code).isEmpty()) {
      throw Problems.invalid(
          "code",
          "must be one of "
              + Arrays.stream(Code.values()).map(Code::wireName).collect(Collectors.joining(", ")));
    }
  }

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(summary = "One rejected input with its payload, which may hold personal data")
  public Rejected get(@PathParam("id") String id) {
    Rejected rejected = uuid(id).flatMap(query::find).orElseThrow(RejectedResource::unknown);
    audit.record(
        "rejected-payload-viewed",
        rejected.id(),
        Map.of("source", rejected.source(), "kind", rejected.kind()));
    return rejected;
  }

  private static RuntimeException unknown() {
    return Problems.notFound("id", "names no rejected input");
  }

  static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static RuntimeException foreignCursor() {
    return Problems.invalid("cursor", "must be the nextCursor of the page before");
  }
}
