package dev.parallax.ingestion.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.EventNames;
import dev.parallax.kit.store.StoreException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The versions that count, compiled. Kept in memory, since every event is held to them; other
 * replicas' changes are seen within two seconds.
 */
@ApplicationScoped
class TrackingPlan {
  private static final Logger LOG = Logger.getLogger(TrackingPlan.class);
  private static final int MOST_NAMES = 10_000;

  private final PlanStore store;
  private volatile Snapshot current = new Snapshot(-1, builtIn());

  private static final class Snapshot {
    private final long revision;
    private final Map<String, ActivePlan> byKey;
    private final Map<CallType, Optional<ActivePlan>> byType = new HashMap<>();

    /** By the name as it is sent, so that events need not be spelt out each time. */
    private final Cache<String, Optional<ActivePlan>> byName =
        Caffeine.newBuilder().maximumSize(MOST_NAMES).build();

    private Snapshot(long revision, Map<String, ActivePlan> byKey) {
      this.revision = revision;
      this.byKey = byKey;
      for (CallType type : CallType.values()) {
        byType.put(type, Optional.ofNullable(byKey.get("$" + type.wireName())));
      }
    }
  }

  TrackingPlan(PlanStore store) {
    this.store = store;
  }

  void load(@Observes StartupEvent event) {
    refresh();
  }

  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void tick() {
    try {
      refresh();
    } catch (StoreException e) {
      LOG.debugf("the plan stays, the database is away cause=%s", e.getMessage());
    }
  }

  /** Of a track call. */
  Optional<ActivePlan> ofEvent(String name) {
    Snapshot snapshot = current;
    return snapshot.byName.get(
        name,
        sent -> {
          String key = EventNames.key(sent);
          return key.startsWith("$")
              ? Optional.empty()
              : Optional.ofNullable(snapshot.byKey.get(key));
        });
  }

  /** Of calls of a type other than track. */
  Optional<ActivePlan> ofType(CallType type) {
    return current.byType.get(type);
  }

  Optional<ActivePlan> find(String event) {
    return Optional.ofNullable(current.byKey.get(EventNames.key(event)));
  }

  Collection<ActivePlan> all() {
    return current.byKey.values();
  }

  /** To be called after a change, so that this replica knows it at once. */
  synchronized void refresh() {
    long revision = store.revision();
    Snapshot before = current;
    if (revision == before.revision) {
      return;
    }
    Map<String, ActivePlan> plans = builtIn();
    for (PlanVersion version : store.newest()) {
      String key = EventNames.key(version.event());
      ActivePlan known = before.byKey.get(key);
      plans.put(
          key,
          known != null && known.version().version() == version.version()
              ? known
              : compile(version, plans.get(key)));
    }
    current = new Snapshot(revision, plans);
    LOG.infof("tracking plan loaded revision=%d events=%d", revision, plans.size());
  }

  /**
   * One that this release cannot read, written by a newer one, must not stop the others.
   *
   * @param builtIn null when there is none for the event
   */
  private ActivePlan compile(PlanVersion version, ActivePlan builtIn) {
    try {
      return ActivePlan.of(version);
    } catch (RuntimeException e) {
      LOG.errorf(e, "plan not usable event=%s version=%d", version.event(), version.version());
      return ActivePlan.ofMarksOnly(version, lastUsable(version, builtIn));
    }
  }

  private ActivePlan lastUsable(PlanVersion unusable, ActivePlan builtIn) {
    for (PlanVersion older : store.versions(unusable.event())) {
      try {
        return ActivePlan.of(older);
      } catch (RuntimeException e) {
        LOG.debugf("nor is version=%d", older.version());
      }
    }
    return builtIn;
  }

  private static Map<String, ActivePlan> builtIn() {
    return new HashMap<>(Compiled.BUILT_IN);
  }

  private static final class Compiled {
    private static final Map<String, ActivePlan> BUILT_IN = new HashMap<>();

    static {
      BuiltIns.byKey().forEach((key, version) -> BUILT_IN.put(key, ActivePlan.of(version)));
    }
  }
}
