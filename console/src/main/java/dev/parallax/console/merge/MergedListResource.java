package dev.parallax.console.merge;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Jobs, models and audit logs of all services. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class MergedListResource {
  private static final int HIGHEST_LIMIT = 500;

  private final MergedLists lists;

  MergedListResource(MergedLists lists) {
    this.lists = lists;
  }

  @GET
  @Path("jobs")
  @RunOnVirtualThread
  @Operation(summary = "Jobs of all services, newest first")
  public ListAnswer jobs(
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @QueryParam("cursor") String cursor,
      @Parameter(hidden = true) @HeaderParam("Authorization") String authorization) {
    return page("jobs", Map.of(), limit, cursor, authorization);
  }

  @GET
  @Path("models")
  @RunOnVirtualThread
  @Operation(summary = "Models of all services with their cards, newest first")
  public ListAnswer models(
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @QueryParam("cursor") String cursor,
      @Parameter(hidden = true) @HeaderParam("Authorization") String authorization) {
    return page("models", Map.of(), limit, cursor, authorization);
  }

  @GET
  @Path("audit")
  @RunOnVirtualThread
  @Operation(summary = "What was done in all services, newest first")
  public ListAnswer audit(
      @Parameter(schema = @Schema(minimum = "1", maximum = "500", defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @QueryParam("cursor") String cursor,
      @QueryParam("action") String action,
      @QueryParam("actor") String actor,
      @QueryParam("subject") String subject,
      @Parameter(hidden = true) @HeaderParam("Authorization") String authorization) {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("action", action);
    filters.put("actor", actor);
    filters.put("subject", subject);
    return page("audit", filters, limit, cursor, authorization);
  }

  private ListAnswer page(
      String list, Map<String, String> filters, String limit, String cursor, String authorization) {
    MergedLists.Merged merged = lists.page(list, filters, parsed(limit), cursor, authorization);
    return new ListAnswer(
        merged.items().stream().map(JsonObject::getMap).toList(),
        merged.nextCursor(),
        merged.unavailable());
  }

  /** Text rather than an int, so that "ten" is a 400 that says why and not a 404. */
  private static int parsed(String limit) {
    if (limit == null || limit.isEmpty()) {
      return 50;
    }
    if (limit.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= HIGHEST_LIMIT) {
        return number;
      }
    }
    throw new ProblemException(
        Problem.invalid("limit", "must be a whole number between 1 and " + HIGHEST_LIMIT));
  }

  /** As every list, and which services' parts are missing because they are away. */
  record ListAnswer(
      List<Map<String, Object>> items,
      @Schema(nullable = true) String nextCursor,
      List<String> unavailable) {}
}
