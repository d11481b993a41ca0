package dev.parallax.ingestion.source;

import dev.parallax.kit.store.Outage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * All sources and valid keys, in memory, so that no request asks the database who sends it. Read
 * anew every two seconds, and at once where they were changed; while the database is away the last
 * known ones hold.
 */
@ApplicationScoped
public class KnownSources {
  private static final Logger LOG = Logger.getLogger(KnownSources.class);

  private final SourceRepository repository;
  private final ConfiguredKeys configured;
  private final Clock clock;
  private volatile Snapshot snapshot;

  /** A source, and what of it is worked out once. */
  record Known(SourceDefinition definition, List<OriginPattern> origins) {
    static Known of(SourceDefinition definition) {
      return new Known(
          definition,
          definition.origins().stream()
              .map(OriginPattern::parse)
              .flatMap(Optional::stream)
              .toList());
    }

    boolean allowsOrigin(OriginPattern sent) {
      for (OriginPattern pattern : origins) {
        if (pattern.covers(sent)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A key.
   *
   * @param id null for one that is configured
   * @param expiresAt null for one that holds for good
   */
  record Key(String id, String source, Instant expiresAt) {}

  private record Snapshot(Map<String, Known> sources, Map<String, Key> keys) {}

  KnownSources(SourceRepository repository, ConfiguredKeys configured, Clock clock) {
    this.repository = repository;
    this.configured = configured;
    this.clock = clock;
    this.snapshot = snapshot(List.of(), List.of());
  }

  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    refreshRegularly();
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refreshRegularly() {
    try {
      refresh();
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.debug("sources not read anew, the database is away");
    }
  }

  /** One at a time, so that what was read earlier never replaces what was read later. */
  synchronized void refresh() {
    snapshot =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  // Else the key of a source that is made meanwhile could be there without it.
                  repository.readAtOneMoment();
                  return snapshot(repository.all(), repository.validKeys(clock.instant()));
                });
  }

  Optional<Key> key(String key) {
    Key known = snapshot.keys().get(WriteKey.fingerprint(WriteKey.digest(key)));
    return known == null
            || (known.expiresAt() != null && !clock.instant().isBefore(known.expiresAt()))
        ? Optional.empty()
        : Optional.of(known);
  }

  Optional<Known> source(String name) {
    return Optional.ofNullable(snapshot.sources().get(name));
  }

  /** The names of all sources, in their order. */
  List<String> names() {
    return snapshot.sources().keySet().stream().sorted().toList();
  }

  /**
   * Whether pages of an origin may send to any source that is enabled.
   *
   * @param sent by {@link OriginPattern#sent}
   */
  public boolean anyAllowsOrigin(OriginPattern sent) {
    for (Known known : snapshot.sources().values()) {
      if (known.definition().enabled() && known.allowsOrigin(sent)) {
        return true;
      }
    }
    return false;
  }

  private Snapshot snapshot(
      List<SourceRepository.Row> stored, List<SourceRepository.KeyRow> storedKeys) {
    Map<String, Known> sources = new HashMap<>();
    Map<String, Key> keys = new HashMap<>();
    stored.forEach(row -> sources.put(row.source().name(), Known.of(row.source())));
    storedKeys.forEach(
        row ->
            keys.put(
                WriteKey.fingerprint(row.digest()),
                new Key(row.key().id(), row.source(), row.key().expiresAt())));
    configured
        .fingerprintBySource()
        .forEach(
            (source, fingerprint) -> {
              sources.put(source, Known.of(SourceDefinition.ofConfigured(source)));
              keys.put(fingerprint, new Key(null, source, null));
            });
    return new Snapshot(sources, keys);
  }
}
