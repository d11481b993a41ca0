package dev.parallax.recommendation.tact;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** The policies in memory; follows the store, whoever changed it. */
@ApplicationScoped
public class ActivePolicies {
  private static final Logger LOG = Logger.getLogger(ActivePolicies.class);

  private final CategoryRepository repository;
  private volatile CategoryPolicies current;

  ActivePolicies(CategoryRepository repository) {
    this.repository = repository;
  }

  /** Empty until the store was read once after the start. */
  public CategoryPolicies current() {
    CategoryPolicies known = current;
    return known == null ? CategoryPolicies.NONE : known;
  }

  /** Whether the store was read: before, nobody knows what must not be inferred. */
  public boolean isKnown() {
    return current != null;
  }

  /** Looks now. While the store is away what was known before counts. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public synchronized void refresh() {
    try {
      List<CategoryPolicy> stored = repository.all();
      if (current == null || !stored.equals(current.all())) {
        current = new CategoryPolicies(stored);
      }
    } catch (RuntimeException e) {
      LOG.warnf("category policies not reloaded cause=%s", e.getClass().getSimpleName());
    }
  }
}
