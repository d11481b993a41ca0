package dev.parallax.recommendation.guardrail;

import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.ranker.ServingRanker;
import dev.parallax.recommendation.statistics.Buckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Begins a watch when a model or a ranker has been promoted, looks at it again and again, and rolls
 * it back where a guardrail breaks. The first model has none before it and is not watched.
 *
 * <p>The row of the watch is what replicas agree by: one of them claims it, and who comes later
 * finds it decided.
 */
@ApplicationScoped
public class Watches {
  private static final Logger LOG = Logger.getLogger(Watches.class);

  /** To add up what may be read is a matter of seconds, but of a busy database's. */
  private static final int LOOK_SECONDS = 300;

  private final WatchStore store;
  private final ModelRegistry registry;
  private final ArmGuard guard;
  private final Offers offers;
  private final ServingRanker rankers;
  private final Audit audit;
  private final GuardrailConfig config;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Event<Watch> begun;
  private volatile List<Watch> current = List.of();

  Watches(
      WatchStore store,
      ModelRegistry registry,
      ArmGuard guard,
      Offers offers,
      ServingRanker rankers,
      Audit audit,
      GuardrailConfig config,
      Clock clock,
      MeterRegistry meters,
      Event<Watch> begun) {
    this.store = store;
    this.registry = registry;
    this.guard = guard;
    this.offers = offers;
    this.rankers = rankers;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
    this.begun = begun;
  }

  /** What is watched at the moment, as of the last look; one of each kind at most. */
  public List<Watch> current() {
    return current;
  }

  /**
   * The watch that a customer takes part in. Of two it is one only, by a hash, so that what the one
   * does is not taken for what the other does.
   */
  public Optional<Watch> of(String cid) {
    List<Watch> watches = current;
    return watches.isEmpty()
        ? Optional.empty()
        : Optional.of(watches.get((int) (Buckets.place("promotion", cid) * watches.size())));
  }

  /** How lists were made before anything that is watched; empty where nothing is. */
  public Optional<Variant> former() {
    List<Watch> watches = current;
    Variant former = Variant.USUAL;
    for (Watch watch : watches) {
      former = watch.what().vary(former, watch.former());
    }
    return watches.isEmpty() ? Optional.empty() : Optional.of(former);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void follow() {
    List<Watch> watches = new ArrayList<>();
    try {
      for (Watched what : Watched.values()) {
        registry
            .champion(what.registered())
            .ifPresentOrElse(champion -> begin(what, champion), () -> endWithout(what));
        store.current(what).ifPresent(watches::add);
      }
      current = List.copyOf(watches);
    } catch (RuntimeException e) {
      LOG.warnf("watch not followed cause=%s", e.getClass().getSimpleName());
    }
  }

  private void begin(Watched what, StoredModel champion) {
    Instant promotedAt = champion.promotedAt().truncatedTo(ChronoUnit.MICROS);
    if (config.heldBack() <= 0
        || promotedAt.plus(config.length()).isBefore(clock.instant())
        || store.isKnown(champion.id(), promotedAt)) {
      return;
    }
    Optional<Watch> before = store.current(what);
    if (before.map(Watch::former).filter(champion.id()::equals).isPresent()) {
      takenBack(before.get(), promotedAt);
      return;
    }
    before
        .filter(watch -> watch.goesOnWith(champion.id(), promotedAt, config.length()))
        .map(watch -> watch.with(champion.id(), promotedAt, config.length()))
        .or(
            () ->
                store
                    .former(what, champion.id(), promotedAt)
                    .map(f -> Watch.first(what, champion.id(), f, promotedAt, config.length())))
        .ifPresent(
            watch -> {
              boolean first =
                  QuarkusTransaction.requiringNew().call(() -> store.begin(watch, true));
              LOG.infof("model watched model=%s former=%s", watch.model(), watch.former());
              if (first) {
                begun.fireAsync(watch);
              }
            });
  }

  /** Training takes a ranker out that has become worse than none: nobody is to get it any more. */
  private void endWithout(Watched what) {
    store
        .current(what)
        .ifPresent(
            watch ->
                QuarkusTransaction.requiringNew()
                    .run(() -> store.end(watch, "superseded", clock.instant(), Map.of())));
  }

  /** By hand: nobody is to get the other again, and it has nothing more to win. */
  private void takenBack(Watch watch, Instant promotedAt) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              store.end(watch, "rolled-back", promotedAt, Map.of("broken", "by hand"));
              store.begin(watch.back(promotedAt), false);
            });
    LOG.infof("model taken back by hand model=%s instead=%s", watch.model(), watch.former());
  }

  @Scheduled(
      every = "${parallax.recommendation.guardrail.every:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    for (Watched what : Watched.values()) {
      try {
        boolean rolledBack =
            QuarkusTransaction.requiringNew().timeout(LOOK_SECONDS).call(() -> decide(what));
        if (rolledBack) {
          meters.counter("parallax.recommendation.rollbacks", "of", what.registered()).increment();
          current = current.stream().filter(watch -> watch.what() != what).toList();
          offers.promoted();
          rankers.refresh();
        }
      } catch (RuntimeException e) {
        LOG.warnf(
            "watch not looked at of=%s cause=%s", what.registered(), e.getClass().getSimpleName());
      }
    }
  }

  private boolean decide(Watched what) {
    Optional<Watch> claimed = store.claim(what);
    if (claimed.isEmpty()) {
      return false;
    }
    Watch watch = claimed.get();
    Instant now = clock.instant();
    boolean serves =
        registry
            .champion(what.registered())
            .map(StoredModel::id)
            .filter(watch.model()::equals)
            .isPresent();
    if (!serves) {
      // Within a second the next watch begins and says how it goes on, unless there is to be none.
      if (config.heldBack() <= 0 || now.isAfter(watch.endsAt())) {
        store.end(watch, "superseded", now, Map.of());
      }
      return false;
    }
    List<Finding> findings = findings(watch, now);
    Optional<Finding> broken = findings.stream().filter(Finding::broken).findFirst();
    if (broken.isPresent()) {
      rollBack(watch, broken.get(), findings, now);
      return true;
    }
    if (now.isAfter(watch.endsAt())) {
      store.end(watch, "passed", now, Map.of("findings", findings));
      LOG.infof("model passed its watch model=%s", watch.model());
    }
    return false;
  }

  /** Of the model alone, since one that is much worse is found soonest so, or of all since then. */
  private List<Finding> findings(Watch watch, Instant now) {
    List<Finding> findings = findings(watch, watch.startedAt(), now);
    boolean broken = findings.stream().anyMatch(Finding::broken);
    return broken || watch.since().equals(watch.startedAt())
        ? findings
        : findings(watch, watch.since(), now);
  }

  private List<Finding> findings(Watch watch, Instant since, Instant now) {
    return guard
        .judge(watch.experiment(), Watch.FORMER, List.of(Watch.NEW), since, now)
        .get(Watch.NEW);
  }

  /** All of it in one transaction: nobody finds a model taken back that still serves. */
  private void rollBack(Watch watch, Finding broken, List<Finding> findings, Instant now) {
    String why = broken.words(watch.what().former()).en();
    store.end(
        watch, "rolled-back", now, Map.of("broken", broken.guardrail(), "findings", findings));
    if (watch.hasFormer()) {
      registry.promote(watch.former());
    }
    registry.reject(watch.model(), "Rolled back on %s: %s.".formatted(now, why));
    if (watch.hasFormer()) {
      Instant promotedAt = registry.find(watch.former()).orElseThrow().promotedAt();
      store.begin(watch.back(promotedAt.truncatedTo(ChronoUnit.MICROS)), false);
    }
    audit.record(
        "model-rolled-back",
        watch.model(),
        Map.of("instead", watch.former(), "guardrail", broken.guardrail(), "why", why));
    LOG.warnf("model rolled back model=%s instead=%s why=%s", watch.model(), watch.former(), why);
  }
}
