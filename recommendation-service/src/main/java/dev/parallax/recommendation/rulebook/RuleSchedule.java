package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.pace.Pace;
import dev.parallax.recommendation.rule.RuleSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Lets the rules follow what is bought and looked at. Where two replicas do so, the one that read
 * later stands; whoever finds a young book leaves it at that.
 */
@ApplicationScoped
class RuleSchedule {
  private static final Logger LOG = Logger.getLogger(RuleSchedule.class);

  /** Of the time between two refreshes of a source they take this part at most. */
  private static final int PART_OF_TIME = 20;

  private final RuleRefresh refresh;
  private final RuleBookStore store;
  private final RulesConfig config;
  private final Clock clock;
  private final Map<RuleSource, Pace> paces = new EnumMap<>(RuleSource.class);

  RuleSchedule(RuleRefresh refresh, RuleBookStore store, RulesConfig config, Clock clock) {
    this.refresh = refresh;
    this.store = store;
    this.config = config;
    this.clock = clock;
    for (RuleSource source : RuleSource.values()) {
      paces.put(source, new Pace(clock, config.refresh(), PART_OF_TIME));
    }
  }

  @Scheduled(
      every = "5s",
      delayed = "60s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    if (!config.scheduled()) {
      return;
    }
    for (RuleSource source : RuleSource.values()) {
      try {
        Pace pace = paces.get(source);
        if (pace.isDue()) {
          pace.run(() -> follow(source));
        }
      } catch (RuntimeException e) {
        LOG.warnf(
            "rules not refreshed source=%s cause=%s",
            source.wireName(), e.getClass().getSimpleName());
      }
    }
  }

  private void follow(RuleSource source) {
    if (!isYoung(source)) {
      refresh.follow(source);
    }
  }

  private boolean isYoung(RuleSource source) {
    return store
        .stored(source)
        .filter(stored -> stored.readAt().plus(config.refresh()).isAfter(clock.instant()))
        .isPresent();
  }
}
