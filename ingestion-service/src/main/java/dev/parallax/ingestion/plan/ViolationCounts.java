package dev.parallax.ingestion.plan;

import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Counts events that were not as the plan says, by event, field and cause. What this replica counts
 * is added every second to what the others do.
 */
@ApplicationScoped
class ViolationCounts {
  private static final Logger LOG = Logger.getLogger(ViolationCounts.class);
  private static final Pattern PLACE = Pattern.compile("\\[\\d+]");

  /** Fields that nobody planned are named by strangers; so many at once are remembered apart. */
  private static final int MOST = 2_000;

  private static final String OTHERS = "(others)";

  private final ViolationStore store;
  private final Clock clock;
  private Map<Key, Seen> counted = new HashMap<>();

  /** One cause. */
  record Key(String event, int version, Policy policy, String field, String code) {}

  /** How often and when. */
  record Seen(long count, Instant first, Instant last) {
    Seen and(Seen later) {
      return new Seen(count + later.count, first, later.last);
    }
  }

  ViolationCounts(ViolationStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param version null where the plan has no such event: its name is a stranger's and not kept
   */
  synchronized void count(PlanVersion version, Policy policy, List<Mistake> mistakes) {
    Seen once = new Seen(1, clock.instant(), clock.instant());
    String event = version == null ? "(not planned)" : version.event();
    int number = version == null ? 0 : version.version();
    for (Mistake mistake : mistakes) {
      String code = mistake.code().wireName();
      String field = PLACE.matcher(mistake.field()).replaceAll("[]");
      Key key = new Key(event, number, policy, field, code);
      counted.merge(
          counted.size() < MOST || counted.containsKey(key)
              ? key
              : new Key(event, number, policy, OTHERS, code),
          once,
          Seen::and);
    }
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void share() {
    Map<Key, Seen> taken = take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      store.add(taken);
    } catch (StoreException e) {
      LOG.debugf("violations are shared later, the database is away cause=%s", e.getMessage());
      giveBack(taken);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    share();
  }

  private synchronized Map<Key, Seen> take() {
    Map<Key, Seen> taken = counted;
    counted = new HashMap<>();
    return taken;
  }

  private synchronized void giveBack(Map<Key, Seen> taken) {
    taken.forEach((key, seen) -> counted.merge(key, seen, (now, before) -> before.and(now)));
  }
}
