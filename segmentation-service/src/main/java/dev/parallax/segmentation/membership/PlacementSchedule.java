package dev.parallax.segmentation.membership;

import dev.parallax.kit.store.Outage;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Every second places those who have changed; after a promotion, everyone. */
@ApplicationScoped
class PlacementSchedule {
  private static final Logger LOG = Logger.getLogger(PlacementSchedule.class);

  private final Placer placer;

  PlacementSchedule(Placer placer) {
    this.placer = placer;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void place() {
    try {
      placer.catchUp();
      placer.placeAll(placed -> {});
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.warnf("placement waits for the database cause=%s", e.getClass().getSimpleName());
    }
  }
}
