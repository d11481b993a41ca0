package dev.parallax.kit.model;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** Notices promotions, here or by another replica, within a second. */
@ApplicationScoped
public class Champions {
  private static final Logger LOG = Logger.getLogger(Champions.class);

  private final ModelRegistry registry;
  private final List<Champion<?>> followed = new CopyOnWriteArrayList<>();

  Champions(ModelRegistry registry) {
    this.registry = registry;
  }

  /** Follows the champion of a name; empty until there is one. */
  public <T> Champion<T> follow(String name, Champion.Loader<T> loader) {
    Champion<T> champion = new Champion<>(name, loader);
    followed.add(champion);
    return champion;
  }

  /** A model that cannot be loaded leaves the one before in service. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    for (Champion<?> champion : followed) {
      try {
        champion.refresh(registry);
      } catch (RuntimeException e) {
        LOG.warnf("model not reloaded name=%s cause=%s", champion.name(), e.getMessage());
      }
    }
  }
}
