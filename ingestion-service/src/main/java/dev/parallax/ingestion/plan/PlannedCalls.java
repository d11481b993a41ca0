package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.EventNames;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.call.Treatment;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Holds calls to the plan. Every way a call comes in leads through here: single calls, batches,
 * imports and what is replayed from the quarantine.
 */
@ApplicationScoped
public class PlannedCalls {
  /** The kind of the job that is due when other traits are kept back than before. */
  public static final String ANNOUNCEMENT = "profile-announcement";

  /** Its parameter: the names of those traits. */
  public static final String TRAITS = "traits";

  private static final List<Mistake> UNPLANNED =
      List.of(new Mistake(Code.UNKNOWN_EVENT, "event", "must be an event of the tracking plan"));

  private final TrackingPlan plan;
  private final ViolationCounts counts;
  private final Policy unplanned;
  private final Clock clock;

  /** A version that is only tried out. */
  public static final class Candidate {
    private final ActivePlan plan;

    private Candidate(ActivePlan plan) {
      this.plan = plan;
    }

    private boolean isOf(SegmentCall call) {
      String name = call.type() == CallType.TRACK ? call.name() : "$" + call.type().wireName();
      return EventNames.key(name).equals(EventNames.key(plan.version().event()));
    }
  }

  PlannedCalls(TrackingPlan plan, ViolationCounts counts, PlanConfig config, Clock clock) {
    this.plan = plan;
    this.counts = counts;
    this.unplanned = config.unplanned();
    this.clock = clock;
  }

  /** What is kept back of the traits of customers, as of now. */
  public Treatment ofTraits() {
    return plan.ofType(CallType.IDENTIFY)
        .map(active -> active.treatment(List.of()))
        .orElse(Treatment.NONE);
  }

  /** Sees to it that the plan is the newest, whichever replica it was changed on. */
  public void refresh() {
    plan.refresh();
  }

  /** The call as the plan wants it treated, or what keeps it out; violations are counted. */
  public Checked<SegmentCall> check(Checked<SegmentCall> read) {
    return check(read, null, true);
  }

  /**
   * The same for a trial, of which nothing is counted.
   *
   * @param candidate counts in place of its event's plan; null for none
   */
  public Checked<SegmentCall> tryOut(Checked<SegmentCall> read, Candidate candidate) {
    return check(read, candidate, false);
  }

  /**
   * A plan to try out.
   *
   * @throws RuntimeException a 400 problem naming what is wrong with it
   */
  public Candidate candidate(String event, JsonNode schema, String policy) {
    return new Candidate(
        ActivePlan.of(new PlanChange(schema, policy, null).toVersion(event, 1, clock)));
  }

  private Checked<SegmentCall> check(
      Checked<SegmentCall> read, Candidate candidate, boolean counted) {
    if (!(read instanceof Checked.Valid<SegmentCall>(SegmentCall call))) {
      return read;
    }
    Optional<ActivePlan> planned =
        candidate != null && candidate.isOf(call)
            ? Optional.of(candidate.plan)
            : call.type() == CallType.TRACK ? plan.ofEvent(call.name()) : plan.ofType(call.type());
    if (planned.isEmpty()) {
      return call.type() == CallType.TRACK && unplanned != Policy.ACCEPT
          ? judge(read, call, null, UNPLANNED, counted)
          : read;
    }
    ActivePlan active = planned.get();
    String where = isOfTraits(call.type()) ? "traits" : "properties";
    return judge(
        read,
        call,
        active,
        active.check(where, call.described(), call.treatment().flags()),
        counted);
  }

  private Checked<SegmentCall> judge(
      Checked<SegmentCall> read,
      SegmentCall call,
      ActivePlan active,
      List<Mistake> mistakes,
      boolean counted) {
    Policy policy = active == null ? unplanned : active.policy();
    // What comes built in is no plan of the firm's, and most of it never comes to be counted here.
    boolean own = active == null || !active.version().builtIn();
    if (counted && own && !mistakes.isEmpty()) {
      counts.count(active == null ? null : active.version(), policy, mistakes);
    }
    if (!mistakes.isEmpty() && policy == Policy.QUARANTINE) {
      return new Checked.Invalid<>(mistakes);
    }
    Treatment treatment = active == null ? Treatment.flagged(mistakes) : active.treatment(mistakes);
    return treatment.equals(call.treatment()) ? read : Checked.valid(call.withTreatment(treatment));
  }

  private static boolean isOfTraits(CallType type) {
    return type == CallType.IDENTIFY || type == CallType.GROUP;
  }
}
