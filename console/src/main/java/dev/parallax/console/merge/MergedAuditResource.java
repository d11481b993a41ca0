package dev.parallax.console.merge;

import dev.parallax.console.upstream.Service;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Whether the audit logs of all services are whole. */
@Path("/v1/audit/verify")
@Produces(MediaType.APPLICATION_JSON)
public class MergedAuditResource {
  private final MergedAudit audit;

  MergedAuditResource(MergedAudit audit) {
    this.audit = audit;
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "Whether anything in the audit logs was changed, put in, taken out or moved",
      description =
          "valid only where every service has answered and finds nothing. firstBroken names the service, the row and"
              + " why. Note the heads and give them as noted another time, to see that no database was set back.")
  public VerifyAnswer verify(
      @Parameter(description = "heads of an earlier answer") @QueryParam("noted")
          List<String> noted,
      @Parameter(hidden = true) @HeaderParam("Authorization") String authorization) {
    MergedAudit.Checked checked = audit.verify(noted, authorization);
    boolean valid = checked.unavailable().isEmpty();
    long rows = 0;
    Map<String, Object> firstBroken = null;
    List<String> heads = new ArrayList<>();
    Map<String, Map<String, Object>> services = new LinkedHashMap<>();
    for (Map.Entry<Service, JsonObject> entry : checked.services().entrySet()) {
      String service = entry.getKey().label();
      JsonObject check = entry.getValue();
      services.put(service, check.getMap());
      rows += check.getLong("rows", 0L);
      heads.add(check.getString("head"));
      if (!check.getBoolean("valid")) {
        valid = false;
        JsonObject broken = check.getJsonObject("firstBroken", new JsonObject());
        if (firstBroken == null) {
          firstBroken = new LinkedHashMap<>();
          firstBroken.put("service", service);
          firstBroken.putAll(broken.getMap());
        }
      }
    }
    return new VerifyAnswer(valid, rows, firstBroken, heads, services, checked.unavailable());
  }

  /**
   * @param rows of all services
   * @param heads one per service, to note elsewhere
   * @param services what each has found
   */
  record VerifyAnswer(
      boolean valid,
      long rows,
      @Schema(nullable = true) Map<String, Object> firstBroken,
      List<String> heads,
      Map<String, Map<String, Object>> services,
      List<String> unavailable) {}
}
