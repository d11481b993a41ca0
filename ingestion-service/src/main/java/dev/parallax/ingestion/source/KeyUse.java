package dev.parallax.ingestion.source;

import dev.parallax.kit.store.Outage;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * When keys were last used, so that nobody has to guess whether an old one can be revoked. Kept in
 * memory and written a few times a minute: to know it to the second is not worth a write per
 * request.
 */
@ApplicationScoped
class KeyUse {
  private static final Logger LOG = Logger.getLogger(KeyUse.class);

  private final SourceRepository repository;
  private final Clock clock;
  private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();

  KeyUse(SourceRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** Costs no more than a look once a key is noted. */
  void note(KnownSources.Key key) {
    if (key.id() != null && !unwritten.containsKey(key.id())) {
      unwritten.put(key.id(), clock.instant());
    }
  }

  @Transactional
  @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void write() {
    Map<String, Instant> used = new HashMap<>(unwritten);
    if (used.isEmpty()) {
      return;
    }
    try {
      repository.touch(used);
      used.forEach(unwritten::remove);
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.debug("uses of keys not written, the database is away");
    }
  }
}
