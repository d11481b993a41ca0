package dev.parallax.recommendation.training;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.behaviour.CountReader;
import dev.parallax.recommendation.behaviour.Counts;
import dev.parallax.recommendation.offer.Offers;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Trains when the newest model of offers has grown old; predictors are models too, and none of its
 * business. Two replicas that find so at the same moment queue two jobs; they run one after the
 * other and do no harm.
 */
@ApplicationScoped
class TrainingSchedule {
  private static final Logger LOG = Logger.getLogger(TrainingSchedule.class);
  private static final int NEWEST_JOBS = 20;

  /** What is viewed says less than what is bought; sites without orders have nothing else. */
  private static final int INTERACTIONS_PER_ORDER = 10;

  private final Jobs jobs;
  private final ModelRegistry registry;
  private final CountReader counts;
  private final TrainingConfig config;
  private final Clock clock;

  TrainingSchedule(
      Jobs jobs, ModelRegistry registry, CountReader counts, TrainingConfig config, Clock clock) {
    this.jobs = jobs;
    this.registry = registry;
    this.counts = counts;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "30m",
      delayed = "15m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    if (config.scheduled() && isDue(clock.instant())) {
      Job job = jobs.submit(TrainingJob.KIND, EventJson.mapper().createObjectNode());
      LOG.infof("training by schedule job=%s", job.id());
    }
  }

  /** Whether a model is due at a time: none is younger, none is in the making, there are orders. */
  boolean isDue(Instant now) {
    boolean young =
        registry
            .newest(Offers.MODEL)
            .filter(newest -> newest.createdAt().plus(config.every()).isAfter(now))
            .isPresent();
    if (young) {
      return false;
    }
    boolean running =
        jobs.list(NEWEST_JOBS, null).items().stream()
            .anyMatch(job -> job.kind().equals(TrainingJob.KIND) && !job.finished());
    return !running && isEnough(counts.read());
  }

  private boolean isEnough(Counts counts) {
    return counts.orders() >= config.scheduledFromOrders()
        || counts.interactions() / INTERACTIONS_PER_ORDER >= config.scheduledFromOrders();
  }
}
