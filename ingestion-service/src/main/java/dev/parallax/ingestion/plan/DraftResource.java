package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.call.EventNames;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proposals for the plan, made of what was seen. */
@Path("/v1/tracking-plan")
@Tag(name = "tracking plan")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
@RunOnVirtualThread
public class DraftResource {
  private static final int MOST_HOURS = 24 * 31;
  private static final int DEFAULT_HOURS = 24;

  private final DraftStore drafts;
  private final PlanWriter writer;
  private final Jobs jobs;
  private final Audit audit;
  private final SecurityIdentity identity;
  private final Clock clock;

  /**
   * What to work drafts out from.
   *
   * @param event the only one, by its name; null for all that were seen
   * @param hours how far back the log is read; 24 where it is absent
   * @param sample properties of some events, instead of the log; needs {@code event}
   */
  public record Inferring(String event, Integer hours, List<JsonNode> sample) {}

  DraftResource(
      DraftStore drafts,
      PlanWriter writer,
      Jobs jobs,
      Audit audit,
      SecurityIdentity identity,
      Clock clock) {
    this.drafts = drafts;
    this.writer = writer;
    this.jobs = jobs;
    this.audit = audit;
    this.identity = identity;
    this.clock = clock;
  }

  @POST
  @Path("/infer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Works out schemas from what was seen and keeps them as drafts",
      description =
          "From a sample at once; otherwise a job reads the log, the newest 200,000 events of the hours at most.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Inferring.class, type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value = "{\"event\":\"Signed Up\",\"hours\":24}")))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  @APIResponse(
      responseCode = "200",
      description = "the draft made of a sample",
      content = @Content(schema = @Schema(implementation = Draft.class)))
  public Response infer(Inferring wanted) {
    Inferring asked = wanted == null ? new Inferring(null, null, null) : wanted;
    String event = asked.event() == null || asked.event().isBlank() ? null : asked.event().trim();
    if (event != null || asked.sample() != null) {
      PlanChange.checkName(event)
          .ifPresent(
              error -> {
                throw Problems.invalid(List.of(error));
              });
    }
    if (asked.sample() != null) {
      return Response.ok(ofSample(event, asked.sample())).build();
    }
    int hours = asked.hours() == null ? DEFAULT_HOURS : asked.hours();
    if (hours < 1 || hours > MOST_HOURS) {
      throw Problems.invalid("hours", "must be between 1 and " + MOST_HOURS);
    }
    ObjectNode params = JsonNodeFactory.instance.objectNode().put(InferJob.HOURS, hours);
    if (event != null) {
      params.put(InferJob.EVENT, event);
    }
    return Jobs.accepted(jobs.submit(InferJob.KIND, params));
  }

  @GET
  @Path("/drafts")
  @Operation(summary = "Drafts by event")
  public Page<Draft> list(@BeanParam PageQuery page) {
    return Page.of(
        drafts.list(page.size() + 1, page.after()),
        page.size(),
        draft -> EventNames.key(draft.event()));
  }

  @POST
  @Path("/drafts/{event}/accept")
  @Operation(
      summary = "Makes the draft the next version of its event",
      description = "policy: accept, flag (where it is absent) or quarantine; force as with PUT")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = PlanVersion.class)))
  public Response accept(
      @PathParam("event") String event,
      @QueryParam("policy") String policy,
      @QueryParam("force") String force) {
    Draft draft = drafts.find(event).orElseThrow(DraftResource::unknown);
    PlanWriter.Written written =
        writer.write(
            draft.event(), new PlanChange(draft.schema(), policy, null), Force.of(force, identity));
    drafts.remove(event);
    return PlanResource.answer(written);
  }

  @DELETE
  @Path("/drafts/{event}")
  @Operation(summary = "Throws a draft away")
  @APIResponse(responseCode = "204")
  public void delete(@PathParam("event") String event) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (!drafts.remove(event)) {
                throw unknown();
              }
              audit.record("plan-draft-deleted", event, Map.of());
            });
  }

  private Draft ofSample(String event, List<JsonNode> sample) {
    Proposals proposals = new Proposals(event);
    for (int i = 0; i < sample.size(); i++) {
      if (!(sample.get(i) instanceof ObjectNode properties)) {
        throw Problems.invalid("sample[" + i + "]", "must be an object of properties");
      }
      proposals.add(event, properties);
    }
    Draft draft =
        proposals.drafts(clock.instant()).stream()
            .findFirst()
            .orElseThrow(() -> Problems.invalid("sample", "must have properties of some events"));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              drafts.put(List.of(draft));
              audit.record("plan-draft-made", draft.event(), Map.of("sample", sample.size()));
            });
    return draft;
  }

  private static RuntimeException unknown() {
    return Problems.notFound("event", "names no draft");
  }
}
