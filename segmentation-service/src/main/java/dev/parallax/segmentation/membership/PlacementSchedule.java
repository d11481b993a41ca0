package dev.parallax.segmentation.membership;

import dev.parallax.kit.store.Outage;
import dev.parallax.segmentation.model.Segmentation;
import dev.parallax.segmentation.model.Segmentations;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Every second places those who have changed; after a promotion, everyone. */
@ApplicationScoped
class PlacementSchedule {
  private static final Logger LOG = Logger.getLogger(PlacementSchedule.class);

  private final Segmentations segmentations;
  private final Placer placer;

  PlacementSchedule(Segmentations segmentations, Placer placer) {
    this.segmentations = segmentations;
    this.placer = placer;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void place() {
    try {
      Optional<Segmentation> current = segmentations.current();
      placer.catchUp(current);
      current.ifPresent(s -> placer.placeAll(s, placed -> {}));
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.warnf("placement waits for the database cause=%s", e.getClass().getSimpleName());
    }
  }
}
