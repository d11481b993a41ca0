package dev.parallax.recommendation.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The whole catalog in memory, at most a second behind the store. Polling for changed rows was
 * taken over each replica reading the topic for itself: one consumer group, and the store and the
 * memory cannot say different things for long.
 */
@ApplicationScoped
public class Catalog {
  private static final Logger LOG = Logger.getLogger(Catalog.class);

  private final CatalogRepository repository;
  private volatile Snapshot current = new Snapshot(0, Map.of());
  private final Following following = new Following();

  /**
   * The catalog at one moment.
   *
   * @param version grows with every change, within this process
   */
  public record Snapshot(long version, Map<String, CatalogItem> items) {
    public Snapshot {
      items = Map.copyOf(items);
    }

    public Optional<CatalogItem> find(String itemId) {
      return Optional.ofNullable(items.get(itemId));
    }
  }

  Catalog(CatalogRepository repository) {
    this.repository = repository;
  }

  /** As it stands; costs nothing. */
  public Snapshot current() {
    return current;
  }

  /** The same where there may be no store: then what was known goes on. */
  public void refresh() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warnf("catalog not refreshed cause=%s", e.getClass().getSimpleName());
    }
  }

  /** Takes over what changed; whoever needs it newer than a second calls it, too. */
  public synchronized void look() {
    CatalogRepository.Changes changes = repository.changedSince(following.since());
    current = following.take(current, changes.rows(), changes.asOf());
  }
}
