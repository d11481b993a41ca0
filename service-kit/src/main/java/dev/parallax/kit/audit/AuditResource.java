package dev.parallax.kit.audit;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit log over HTTP, for those who answer for it. */
@Path("/v1/audit")
@Tag(name = "audit")
@RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {
  private final AuditLog log;

  AuditResource(AuditLog log) {
    this.log = log;
  }

  @GET
  @Operation(summary = "What was done in this service, newest first")
  public Page<AuditEntry> list(@BeanParam PageQuery page, @BeanParam AuditFilter filter) {
    return log.list(page.size(), seq(page.after()), filter);
  }

  @GET
  @Path("/verify")
  @Operation(
      summary = "Whether anything in the log was changed, put in, taken out or moved",
      description =
          "firstBroken names the row and says why. What cannot be seen from the database alone is that all of"
              + " it was set back to an earlier state: for that, note the head of an answer and give it as noted"
              + " another time.")
  public AuditCheck verify(
      @Parameter(
              description =
                  "the head of an earlier answer, several for several services; those of other services do"
                      + " not matter")
          @QueryParam("noted")
          List<String> noted) {
    return log.verify(noted.stream().map(AuditResource::head).toList());
  }

  private static AuditHead.Noted head(String text) {
    return AuditHead.Noted.parse(text)
        .orElseThrow(() -> Problems.invalid("noted", "must be the head of an earlier answer"));
  }

  private static Long seq(String after) {
    if (after == null) {
      return null;
    }
    if (!after.matches("\\d{1,18}")) {
      throw Cursor.foreign();
    }
    return Long.valueOf(after);
  }
}
