package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.ingestion.call.EventNames;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tracking plan over HTTP. */
@Path("/v1/tracking-plan")
@Tag(name = "tracking plan")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Roles.ANALYST,
  Roles.MARKETER,
  Roles.FRAUD_ANALYST,
  Roles.PRIVACY_OFFICER,
  Roles.ADMIN
})
@RunOnVirtualThread
public class PlanResource {
  private final PlanStore store;
  private final TrackingPlan plan;
  private final PlanWriter writer;
  private final SecurityIdentity identity;

  /**
   * @param schema JSON Schema (2020-12) of the event's properties
   */
  public record Change(JsonNode schema, String policy, String description) {}

  PlanResource(PlanStore store, TrackingPlan plan, PlanWriter writer, SecurityIdentity identity) {
    this.store = store;
    this.plan = plan;
    this.writer = writer;
    this.identity = identity;
  }

  @GET
  @Operation(summary = "The events of the plan by name, each with the version that counts")
  public Page<PlanVersion> list(@BeanParam PageQuery page) {
    String after = page.after();
    List<PlanVersion> items =
        plan.all().stream()
            .map(ActivePlan::version)
            .map(PlanVersion::summary)
            .sorted(Comparator.comparing(PlanVersion::event))
            .filter(version -> after == null || version.event().compareTo(after) > 0)
            .limit(page.size() + 1L)
            .toList();
    return Page.of(items, page.size(), PlanVersion::event);
  }

  @GET
  @Path("/{event}")
  @Operation(summary = "The version that counts for an event; however its name is spelt")
  public PlanVersion get(@PathParam("event") String event) {
    return store
        .newest(event)
        .or(() -> builtIn(event))
        .orElseThrow(() -> Problems.notFound("event", "names no event of the plan"));
  }

  @GET
  @Path("/{event}/versions")
  @Operation(summary = "All versions of an event, newest first; 0 is what comes built in")
  public Page<PlanVersion> versions(@PathParam("event") String event, @BeanParam PageQuery page) {
    List<PlanVersion> all = new java.util.ArrayList<>(store.versions(event));
    builtIn(event).ifPresent(all::add);
    if (all.isEmpty()) {
      throw Problems.notFound("event", "names no event of the plan");
    }
    int before = number("cursor", page.after(), Integer.MAX_VALUE);
    return Page.of(
        all.stream()
            .filter(version -> version.version() < before)
            .map(PlanVersion::summary)
            .limit(page.size() + 1L)
            .toList(),
        page.size(),
        version -> Integer.toString(version.version()));
  }

  @GET
  @Path("/{event}/versions/{version}")
  @Operation(summary = "One version of an event")
  public PlanVersion version(
      @PathParam("event") String event, @PathParam("version") String version) {
    int number = number("version", version, -1);
    return java.util.stream.Stream.concat(store.versions(event).stream(), builtIn(event).stream())
        .filter(known -> known.version() == number)
        .findFirst()
        .orElseThrow(() -> Problems.notFound("version", "names no version of this event"));
  }

  @PUT
  @Path("/{event}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.ANALYST, Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(
      summary = "Makes the next version",
      description =
          "What was valid by the last version has to stay valid, and what it keeps back (x-pii, x-purpose) has to be"
              + " kept back, otherwise 409 names each field; force=true makes the version all the same: an admin may"
              + " force both, a privacy officer the marks. The same content again makes nothing and answers the version there is."
              + " Keywords x-pii (true: the field is personal) and x-purpose (the consent the field needs) mark fields.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Change.class, type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"policy\":\"flag\",\"schema\":{\"type\":\"object\",\"properties\":{\"plan\":{\"enum\":[\"free\",\"gold\"]},\"invited_by\":{\"type\":\"string\",\"x-pii\":true}},\"required\":[\"plan\"]}}")))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = PlanVersion.class)))
  @APIResponse(
      responseCode = "200",
      description = "it says the same already",
      content = @Content(schema = @Schema(implementation = PlanVersion.class)))
  public Response put(
      @PathParam("event") String event, @QueryParam("force") String force, Change change) {
    if (change == null) {
      throw Problems.invalid("schema", "must be given");
    }
    return answer(
        writer.write(
            event,
            new PlanChange(change.schema(), change.policy(), change.description()),
            Force.of(force, identity)));
  }

  static Response answer(PlanWriter.Written written) {
    return Response.status(written.made() ? Response.Status.CREATED : Response.Status.OK)
        .entity(written.version())
        .build();
  }

  private static Optional<PlanVersion> builtIn(String event) {
    return Optional.ofNullable(BuiltIns.byKey().get(EventNames.key(event)));
  }

  private static int number(String field, String text, int absent) {
    if (text == null) {
      return absent;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Problems.invalid(field, "must be a whole number");
    }
  }
}
