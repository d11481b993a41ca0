package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.rule.RuleSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The newest book of each source, in memory, at most a second behind the store. */
@ApplicationScoped
public class RuleBooks {
  private static final Logger LOG = Logger.getLogger(RuleBooks.class);

  private final RuleBookStore store;
  private final Map<RuleSource, RuleBook> current = new ConcurrentHashMap<>();

  RuleBooks(RuleBookStore store) {
    this.store = store;
  }

  /** Empty before the first mining. Costs nothing. */
  public Optional<RuleBook> current(RuleSource source) {
    return Optional.ofNullable(current.get(source));
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warnf("rule books not looked up cause=%s", e.getMessage());
    }
  }

  /** Looks now. */
  synchronized void look() {
    store.versions().forEach(this::take);
  }

  /** A book that cannot be read leaves the one before in service, and the other sources alone. */
  private void take(RuleSource source, long version) {
    RuleBook before = current.get(source);
    if (before != null && before.version() == version) {
      return;
    }
    try {
      store.read(source).ifPresent(book -> current.put(source, book));
    } catch (RuntimeException e) {
      LOG.warnf("rule book not read source=%s cause=%s", source.wireName(), e.getMessage());
    }
  }
}
