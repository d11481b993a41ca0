package dev.parallax.ingestion.plan;

import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes versions: numbered without gaps, each held to the one before. */
@ApplicationScoped
class PlanWriter {
  private final PlanStore store;
  private final TrackingPlan plan;
  private final Audit audit;
  private final Clock clock;

  /**
   * @param made false when the newest version says the same already
   */
  record Written(PlanVersion version, boolean made) {}

  PlanWriter(PlanStore store, TrackingPlan plan, Audit audit, Clock clock) {
    this.store = store;
    this.plan = plan;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param force whether what was valid may become invalid
   * @throws RuntimeException a 400 problem when the change has mistakes, 409 when it is not
   *     compatible and not forced
   */
  Written write(String event, PlanChange change, boolean force) {
    change.toVersion(event, 1, clock); // Mistakes are told before anybody waits for the lock.
    Written written = QuarkusTransaction.requiringNew().call(() -> next(event, change, force));
    plan.refresh();
    return written;
  }

  private Written next(String event, PlanChange change, boolean force) {
    store.lock();
    Optional<PlanVersion> own = store.newest(event);
    PlanVersion before = own.or(() -> plan.find(event).map(ActivePlan::version)).orElse(null);
    PlanVersion next = change.toVersion(event, own.map(v -> v.version() + 1).orElse(1), clock);
    if (before != null) {
      if (!before.builtIn() && before.saysTheSame(next)) {
        return new Written(before, false);
      }
      List<FieldError> breaks = Compatibility.breaks(before.schema(), next.schema());
      if (!breaks.isEmpty() && !force) {
        throw Problems.conflict(
            "incompatible-plan",
            "what was valid by version " + before.version() + " would not be any more",
            breaks);
      }
    }
    store.add(next, force);
    audit.record(
        "tracking-plan-changed",
        next.event(),
        Map.of("version", next.version(), "policy", next.policy(), "forced", force));
    return new Written(next, true);
  }
}
