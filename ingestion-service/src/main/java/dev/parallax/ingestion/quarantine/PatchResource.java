package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
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

/** Mending rejected inputs over HTTP: first tried out, then replayed. */
@Path("/v1/rejected/patches")
@Tag(name = "quarantine")
@Produces(MediaType.APPLICATION_JSON)
public class PatchResource {
  /** Of fewer it may be plain whose they are. */
  private static final int FEWEST = 10;

  private final PatchTrial trial;
  private final PlannedCalls planned;
  private final Jobs jobs;
  private final VaultCipher cipher;
  private final Audit audit;
  private final SecurityIdentity identity;
  private final Clock clock;

  /**
   * How inputs are to be mended.
   *
   * @param select which; only open ones
   * @param patch JSON Patch (RFC 6902) of each payload; absent where the plan is what changes
   * @param replace the whole payload anew; needs one id in {@code select.ids}
   * @param plan to try in place of the one that counts; only with a dry run
   * @param dryRun true, where it is absent: nothing is changed
   */
  public record Mend(
      Selection select, JsonNode patch, String replace, TriedPlan plan, Boolean dryRun) {}

  /** A version that an event does not have yet. */
  public record TriedPlan(String event, JsonNode schema, String policy) {}

  PatchResource(
      PatchTrial trial,
      PlannedCalls planned,
      Jobs jobs,
      VaultCipher cipher,
      Audit audit,
      SecurityIdentity identity,
      Clock clock) {
    this.trial = trial;
    this.planned = planned;
    this.jobs = jobs;
    this.cipher = cipher;
    this.audit = audit;
    this.identity = identity;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @RolesAllowed({Roles.ANALYST, Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(
      summary = "Tries a patch out on rejected inputs, or replays them with it",
      description =
          "With dryRun (the default): how many it would mend, how many would still fail and why; samples before and after"
              + " for privacy officers and admins. Others may use no test, and try a plan only on ten inputs or more. Without: a job (privacy officer, admin) that mends and takes them in, in"
              + " the order they were received in. An input counts once, however often it is replayed.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = Mend.class, type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"select\":{\"code\":\"unknown-currency\",\"event\":\"Order Completed\",\"source\":\"shop\"},\"patch\":[{\"op\":\"replace\",\"path\":\"/properties/currency\",\"value\":\"EUR\"}],\"dryRun\":true}")))
  @APIResponse(
      responseCode = "200",
      description = "what a dry run found",
      content = @Content(schema = @Schema(implementation = PatchTrial.Outcome.class)))
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response post(Mend mend) {
    if (mend == null) {
      throw Problems.invalid("select", "must be given");
    }
    Selection select = Selection.checked(mend.select());
    Patch patch = new Patch(mend.patch(), mend.replace());
    patch
        .mistake()
        .ifPresent(
            error -> {
              throw Problems.invalid(List.of(error));
            });
    if (mend.replace() != null && (select.ids() == null || select.ids().size() != 1)) {
      throw Problems.invalid("replace", "must come with exactly one id in select.ids");
    }
    return mend.dryRun() == null || mend.dryRun()
        ? Response.ok(tryOut(select, patch, mend.plan())).build()
        : replay(select, patch, mend);
  }

  private PatchTrial.Outcome tryOut(Selection select, Patch patch, TriedPlan plan) {
    boolean maySee = maySeePayloads();
    long matched = trial.count(select);
    if (!maySee) {
      requireNoGuess(select, matched, patch, plan);
    }
    PlannedCalls.Candidate candidate =
        plan == null ? null : planned.candidate(plan.event(), plan.schema(), plan.policy());
    PatchTrial.Outcome outcome = trial.run(select, matched, patch, candidate, maySee);
    Map<String, Object> details = details(select);
    details.put("operations", patch.kinds());
    details.put("plan", plan != null);
    details.put("examined", outcome.examined());
    audit.record("rejected-tried-out", subject(select), details);
    if (maySee && !outcome.samples().isEmpty()) {
      audit.record(
          "rejected-payload-viewed",
          outcome.samples().getFirst().id(),
          Map.of("samples", outcome.samples().size()));
    }
    return outcome;
  }

  /**
   * Who may not see payloads may not have them guessed either: one input and a test, or a plan with
   * the address that is looked for as its pattern, would answer yes or no.
   */
  private static void requireNoGuess(Selection select, long matched, Patch patch, TriedPlan plan) {
    if (patch.guesses()) {
      throw Problems.invalid(
          "patch",
          "must not test, nor copy or move to the event, as that tells of payloads, which only a"
              + " privacy officer or admin may see");
    }
    if (plan != null
        && (select.ids() != null
            || select.from() != null
            || select.to() != null
            || matched < FEWEST)) {
      throw Problems.invalid(
          "select",
          "must match "
              + FEWEST
              + " inputs or more, without ids or times, for a plan to be tried out by whoever may not see payloads");
    }
  }

  private static String subject(Selection select) {
    return select.ids() == null || select.ids().isEmpty() ? "rejected" : select.ids().getFirst();
  }

  private Response replay(Selection select, Patch patch, Mend mend) {
    if (!maySeePayloads()) {
      throw new ForbiddenException();
    }
    if (mend.plan() != null) {
      throw Problems.invalid(
          "plan", "can only be tried out; PUT it to /v1/tracking-plan, then replay without it");
    }
    String id = jobs.newId();
    // What is rejected from now on was not what was looked at.
    ReplayRequest request = new ReplayRequest(upToNow(select), patch);
    audit.record("rejected-replayed", id, details(select));
    return Jobs.accepted(jobs.submit(id, ReplayJob.KIND, request.toParams(id, cipher)));
  }

  private boolean maySeePayloads() {
    return identity.hasRole(Roles.PRIVACY_OFFICER) || identity.hasRole(Roles.ADMIN);
  }

  private Selection upToNow(Selection select) {
    Instant now = clock.instant();
    Instant asked = select.to() == null ? now : Instant.parse(select.to());
    return new Selection(
        select.group(),
        select.kind(),
        select.code(),
        select.field(),
        select.event(),
        select.source(),
        select.ids(),
        select.from(),
        (asked.isBefore(now) ? asked : now).toString());
  }

  /** Which were meant; never the patch itself, which may hold personal data. */
  private static Map<String, Object> details(Selection select) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("group", select.group());
    details.put("kind", select.kind());
    details.put("code", select.code());
    details.put("field", select.field());
    details.put("event", select.event());
    details.put("source", select.source());
    details.put("ids", select.ids());
    details.values().removeIf(java.util.Objects::isNull);
    return details;
  }
}
