package dev.parallax.ingestion.plan;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was not as the plan says, over HTTP. */
@Path("/v1/tracking-plan/violations")
@Tag(name = "tracking plan")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Roles.ANALYST,
  Roles.MARKETER,
  Roles.FRAUD_ANALYST,
  Roles.PRIVACY_OFFICER,
  Roles.ADMIN
})
public class ViolationResource {
  private final ViolationStore store;
  private final TrackingPlan plan;

  ViolationResource(ViolationStore store, TrackingPlan plan) {
    this.store = store;
    this.plan = plan;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "How often events were not as the plan says, by event, version, field and cause")
  public Page<ViolationStore.Row> list(
      @BeanParam PageQuery page, @QueryParam("event") String event) {
    String after = page.after();
    String planned =
        event == null || event.isBlank()
            ? null
            : plan.find(event).map(active -> active.version().event()).orElse(event);
    return Page.of(
        store.list(page.size() + 1, after == null ? null : parts(after), planned),
        page.size(),
        ViolationStore.Row::key);
  }

  private static List<String> parts(String key) {
    return Cursor.split(key, ViolationStore.PARTS)
        .filter(parts -> parts.get(1).matches("\\d{1,9}"))
        .orElseThrow(Cursor::foreign);
  }
}
