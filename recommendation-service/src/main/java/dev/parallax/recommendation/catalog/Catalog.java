package dev.parallax.recommendation.catalog;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The whole catalog in memory, at most half a second behind the store. Polling for changed rows was
 * taken over each replica reading the topic for itself: one consumer group, and the store and the
 * memory cannot say different things for long.
 */
@ApplicationScoped
public class Catalog {
  private static final Logger LOG = Logger.getLogger(Catalog.class);

  /**
   * A row may become visible this long after its time, when its transaction took so long: read
   * again what is younger.
   */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private final CatalogRepository repository;
  private volatile Snapshot current = new Snapshot(0, Map.of());
  private Instant newest = Instant.EPOCH;

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

  @Scheduled(every = "0.5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warnf("catalog not refreshed cause=%s", e.getClass().getSimpleName());
    }
  }

  /** Takes over what changed; called by whoever cannot wait, too. */
  public synchronized void look() {
    List<CatalogRepository.Row> rows =
        repository.changedSince(
            newest.equals(Instant.EPOCH) ? Instant.EPOCH : newest.minus(OVERLAP));
    if (rows.isEmpty()) {
      return;
    }
    Map<String, CatalogItem> items = new HashMap<>(current.items());
    boolean changed = false;
    for (CatalogRepository.Row row : rows) {
      String id = row.item().itemId();
      CatalogItem before = items.get(id);
      if (row.removed()) {
        changed |= items.remove(id) != null;
      } else if (!row.item().equals(before)) {
        items.put(id, row.item());
        changed = true;
      }
      newest = row.changedAt().isAfter(newest) ? row.changedAt() : newest;
    }
    if (changed) {
      current = new Snapshot(current.version() + 1, items);
    }
  }
}
