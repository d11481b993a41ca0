package dev.parallax.ingestion.source;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.problem.Problems;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes and changes sources and their keys; each change is audited and followed here at once. */
@ApplicationScoped
class Sources {
  /** Those that hold and those that ended last are listed with their source. */
  private static final int MOST_OF_SOURCE = 100;

  private static final int ENDED_KEPT = 20;

  private final SourceRepository repository;
  private final ConfiguredKeys configured;
  private final KnownSources known;
  private final SourcesConfig config;
  private final Audit audit;
  private final Clock clock;

  /** A key, to be seen once. */
  record Made(SourceKey key, WriteKey secret) {}

  Sources(
      SourceRepository repository,
      ConfiguredKeys configured,
      KnownSources known,
      SourcesConfig config,
      Audit audit,
      Clock clock) {
    this.repository = repository;
    this.configured = configured;
    this.known = known;
    this.config = config;
    this.audit = audit;
    this.clock = clock;
  }

  Made create(SourceDefinition source) {
    requireNotConfigured(source.name());
    return change(
        () -> {
          if (!repository.insert(source, now())) {
            throw Problems.conflict("source-exists", "name", "is that of another source");
          }
          Made made = makeKey(source.name());
          audit.record("source-created", source.name(), details(source, made));
          return made;
        });
  }

  void update(String name, SourceRequest request) {
    requireNotConfigured(name);
    change(
        () -> {
          SourceDefinition before =
              repository
                  .lock(name)
                  .map(SourceRepository.Row::source)
                  .orElseThrow(Sources::notFound);
          SourceDefinition source = request.toDefinition(name, before);
          repository.update(source, now());
          audit.record("source-changed", name, details(source, null));
          return null;
        });
  }

  void delete(String name) {
    requireNotConfigured(name);
    change(
        () -> {
          if (!repository.delete(name)) {
            throw notFound();
          }
          audit.record("source-deleted", name, Map.of());
          return null;
        });
  }

  /**
   * One more key.
   *
   * @param othersUntil until when the keys before it still hold; null: for good
   */
  Made addKey(String name, Instant othersUntil) {
    requireNotConfigured(name);
    return change(
        () -> {
          if (repository.find(name).isEmpty()) {
            throw notFound();
          }
          if (othersUntil != null) {
            repository.expireKeys(name, othersUntil);
          }
          Made made = makeKey(name);
          Map<String, Object> details = keyDetails(made);
          if (othersUntil != null) {
            details.put("othersUntil", othersUntil);
          }
          audit.record("source-key-created", name, details);
          return made;
        });
  }

  void revokeKey(String name, String id) {
    requireNotConfigured(name);
    change(
        () -> {
          if (!repository.revokeKey(name, id, now())) {
            throw Problems.notFound("id", "names no key of this source that still holds");
          }
          audit.record("source-key-revoked", name, Map.of("key", id));
          return null;
        });
  }

  Optional<SourceView> find(String name) {
    return configured.has(name)
        ? Optional.of(configuredView(name))
        : repository.find(name).map(row -> views(List.of(row)).getFirst());
  }

  /**
   * By name, those that are configured among the others.
   *
   * @param after the name the page before ended with, null for the first
   */
  Page<SourceView> list(int limit, String after) {
    String from = after == null ? "" : after;
    List<SourceView> sources = new ArrayList<>(views(repository.list(from, limit + 1)));
    configured.fingerprintBySource().keySet().stream()
        .filter(name -> name.compareTo(from) > 0)
        .map(Sources::configuredView)
        .forEach(sources::add);
    sources.sort(Comparator.comparing(SourceView::name));
    return Page.of(
        sources.subList(0, Math.min(limit + 1, sources.size())), limit, SourceView::name);
  }

  private <T> T change(Supplier<T> work) {
    T result = QuarkusTransaction.requiringNew().call(work::get);
    known.refresh();
    return result;
  }

  private Made makeKey(String source) {
    Instant now = now();
    SourceRepository.KeyCounts valid = repository.countValidKeys(source, now);
    if (valid.all() >= config.mostKeys()) {
      throw Problems.conflict(
          "too-many-keys",
          "there are "
              + config.mostKeys()
              + " keys already (parallax.sources.most-keys): delete sources that are not used");
    }
    if (valid.ofSource() >= MOST_OF_SOURCE) {
      throw Problems.conflict(
          "too-many-keys",
          "the source has " + MOST_OF_SOURCE + " keys that hold already: revoke some of them");
    }
    repository.forgetEnded(source, now, ENDED_KEPT);
    WriteKey secret = WriteKey.random();
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    repository.insertKey(source, id, secret, now);
    return new Made(new SourceKey(id, secret.prefix(), now, null, null, null), secret);
  }

  private List<SourceView> views(List<SourceRepository.Row> rows) {
    Map<String, List<SourceKey>> keys = new HashMap<>();
    repository
        .keys(rows.stream().map(row -> row.source().name()).toList())
        .forEach(
            key -> keys.computeIfAbsent(key.source(), name -> new ArrayList<>()).add(key.key()));
    return rows.stream()
        .map(
            row ->
                SourceView.of(
                    row.source(),
                    row.createdAt(),
                    row.changedAt(),
                    keys.getOrDefault(row.source().name(), List.of())))
        .toList();
  }

  private static SourceView configuredView(String name) {
    return SourceView.of(SourceDefinition.ofConfigured(name), null, null, List.of());
  }

  private void requireNotConfigured(String name) {
    if (configured.has(name)) {
      throw Problems.conflict(
          "source-configured",
          "name",
          "is that of a source of the configuration, which alone can change it");
    }
  }

  private static RuntimeException notFound() {
    return Problems.notFound("name", "names no source");
  }

  private static Map<String, Object> details(SourceDefinition source, Made made) {
    Map<String, Object> details = made == null ? new LinkedHashMap<>() : keyDetails(made);
    details.put("scopes", source.scopes().stream().sorted().toList());
    details.put("origins", source.origins());
    details.put("enabled", source.enabled());
    if (source.rate() != null) {
      details.put("rate", source.rate());
    }
    return details;
  }

  private static Map<String, Object> keyDetails(Made made) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("key", made.key().id());
    details.put("prefix", made.key().prefix());
    return details;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
