package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes versions: numbered without gaps, each held to the one before. */
@ApplicationScoped
class PlanWriter {
  private static final String TRAITS = "$identify";

  private final PlanStore store;
  private final TrackingPlan plan;
  private final Audit audit;
  private final Jobs jobs;
  private final Clock clock;

  /**
   * @param made false when the newest version says the same already
   */
  record Written(PlanVersion version, boolean made) {}

  PlanWriter(PlanStore store, TrackingPlan plan, Audit audit, Jobs jobs, Clock clock) {
    this.store = store;
    this.plan = plan;
    this.audit = audit;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param force what the change may take away
   * @throws RuntimeException a 400 problem when the change has mistakes, 409 when it takes away
   *     more than may be forced
   */
  Written write(String event, PlanChange change, Force force) {
    change.toVersion(event, 1, clock); // Mistakes are told before anybody waits for the lock.
    Written written = QuarkusTransaction.requiringNew().call(() -> next(event, change, force));
    plan.refresh();
    return written;
  }

  private Written next(String event, PlanChange change, Force force) {
    store.lock();
    Optional<PlanVersion> own = store.newest(event);
    PlanVersion before = own.or(() -> plan.find(event).map(ActivePlan::version)).orElse(null);
    PlanVersion next = change.toVersion(event, own.map(v -> v.version() + 1).orElse(1), clock);
    FieldMarks were = before == null ? FieldMarks.NONE : FieldMarks.of(before.schema());
    FieldMarks are = FieldMarks.of(next.schema());
    List<FieldError> unmarked = were.lostBy(are);
    if (before != null) {
      if (!before.builtIn() && before.saysTheSame(next)) {
        return new Written(before, false);
      }
      require(before, Compatibility.breaks(before.schema(), next.schema()), unmarked, force);
    }
    store.add(next, force != Force.NONE);
    audit.record(
        "tracking-plan-changed",
        next.event(),
        Map.of(
            "version",
            next.version(),
            "policy",
            next.policy(),
            "forced",
            force != Force.NONE,
            "unmarked",
            unmarked.stream().map(FieldError::field).toList()));
    announce(next.event(), are.changed(were));
    return new Written(next, true);
  }

  /** Profiles went out with or without these traits; they have to go out anew. */
  private void announce(String event, Set<String> changed) {
    if (event.equals(TRAITS) && !changed.isEmpty()) {
      ObjectNode params = JsonNodeFactory.instance.objectNode();
      changed.forEach(params.putArray(PlannedCalls.TRAITS)::add);
      jobs.submit(PlannedCalls.ANNOUNCEMENT, params);
    }
  }

  private static void require(
      PlanVersion before, List<FieldError> breaks, List<FieldError> unmarked, Force force) {
    List<FieldError> taken = new ArrayList<>();
    if (force != Force.ALL) {
      taken.addAll(breaks);
    }
    if (force == Force.NONE) {
      taken.addAll(unmarked);
    }
    if (!taken.isEmpty()) {
      throw Problems.conflict(
          "incompatible-plan",
          breaks.isEmpty()
              ? "what version "
                  + before.version()
                  + " keeps back would go out, which a privacy officer or an admin has to force"
              : "what was valid by version " + before.version() + " would not be any more",
          taken);
    }
  }
}
