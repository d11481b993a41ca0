package dev.parallax.ingestion.quarantine;

import dev.parallax.ingestion.validation.Code;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
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
  private final RejectedQuery query;
  private final Audit audit;

  RejectedResource(RejectedQuery query, Audit audit) {
    this.query = query;
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
      @QueryParam("import") String importId) {
    if (code != null && Code.parse(code).isEmpty()) {
      throw Problems.invalid(
          "code",
          "must be one of "
              + Arrays.stream(Code.values()).map(Code::wireName).collect(Collectors.joining(", ")));
    }
    int size = page.size();
    String after = page.after();
    UUID before = after == null ? null : uuid(after).orElseThrow(RejectedResource::foreignCursor);
    return Page.of(query.list(size + 1, before, source, code, importId), size, Rejected::id);
  }

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(summary = "One rejected input with its payload, which may hold personal data")
  public Rejected get(@PathParam("id") String id) {
    Rejected rejected =
        uuid(id)
            .flatMap(query::find)
            .orElseThrow(() -> Problems.notFound("id", "names no rejected input"));
    audit.record(
        "rejected-payload-viewed",
        rejected.id(),
        Map.of("source", rejected.source(), "kind", rejected.kind()));
    return rejected;
  }

  private static Optional<UUID> uuid(String text) {
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
