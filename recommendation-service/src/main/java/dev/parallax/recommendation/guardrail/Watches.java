package dev.parallax.recommendation.guardrail;

import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.performance.ArmReader;
import dev.parallax.recommendation.statistics.Rate;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Begins a watch when a model has been promoted, looks at it again and again, and rolls the model
 * back where a guardrail breaks. The first model has none before it and is not watched.
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
  private final ArmReader arms;
  private final AnswerCounts answers;
  private final Offers offers;
  private final Audit audit;
  private final GuardrailConfig config;
  private final Clock clock;
  private final MeterRegistry meters;
  private volatile Watch current;

  Watches(
      WatchStore store,
      ModelRegistry registry,
      ArmReader arms,
      AnswerCounts answers,
      Offers offers,
      Audit audit,
      GuardrailConfig config,
      Clock clock,
      MeterRegistry meters) {
    this.store = store;
    this.registry = registry;
    this.arms = arms;
    this.answers = answers;
    this.offers = offers;
    this.audit = audit;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  /** What is watched at the moment, as of the last look. */
  public Optional<Watch> current() {
    return Optional.ofNullable(current);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void follow() {
    try {
      registry.champion(Offers.MODEL).ifPresent(this::begin);
      current = store.current().orElse(null);
    } catch (RuntimeException e) {
      LOG.warnf("watch not followed cause=%s", e.getClass().getSimpleName());
    }
  }

  private void begin(StoredModel champion) {
    Instant promotedAt = champion.promotedAt().truncatedTo(ChronoUnit.MICROS);
    if (config.heldBack() <= 0
        || promotedAt.plus(config.length()).isBefore(clock.instant())
        || store.isKnown(champion.id(), promotedAt)) {
      return;
    }
    Optional<Watch> before = store.current();
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
                    .former(Offers.MODEL, champion.id(), promotedAt)
                    .map(f -> Watch.first(champion.id(), f, promotedAt, config.length())))
        .ifPresent(
            watch -> {
              QuarkusTransaction.requiringNew().run(() -> store.begin(watch, true));
              LOG.infof("model watched model=%s former=%s", watch.model(), watch.former());
            });
  }

  /** By hand: nobody is to get the other again, and it has nothing more to win. */
  private void takenBack(Watch watch, Instant promotedAt) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              store.end(watch, "rolled-back", promotedAt, Map.of("broken", "by hand"));
              store.begin(
                  Watch.first(watch.former(), watch.model(), promotedAt, Duration.ZERO), false);
            });
    LOG.infof("model taken back by hand model=%s instead=%s", watch.model(), watch.former());
  }

  @Scheduled(
      every = "${parallax.recommendation.guardrail.every:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      boolean rolledBack =
          QuarkusTransaction.requiringNew().timeout(LOOK_SECONDS).call(this::decide);
      if (rolledBack) {
        meters.counter("parallax.recommendation.rollbacks").increment();
        current = null;
        offers.promoted();
      }
    } catch (RuntimeException e) {
      LOG.warnf("watch not looked at cause=%s", e.getClass().getSimpleName());
    }
  }

  private boolean decide() {
    Optional<Watch> claimed = store.claim();
    if (claimed.isEmpty()) {
      return false;
    }
    Watch watch = claimed.get();
    Instant now = clock.instant();
    boolean serves =
        registry
            .champion(Offers.MODEL)
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
    List<Guardrails.Finding> findings = findings(watch, now);
    Optional<Guardrails.Finding> broken =
        findings.stream().filter(Guardrails.Finding::broken).findFirst();
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

  private List<Guardrails.Finding> findings(Watch watch, Instant now) {
    Map<String, Guardrails.Answers> asked = answers.of(watch.experiment());
    List<Guardrails.Finding> findings = findings(watch, watch.startedAt(), now, asked);
    boolean broken = findings.stream().anyMatch(Guardrails.Finding::broken);
    return broken || watch.since().equals(watch.startedAt())
        ? findings
        : findings(watch, watch.since(), now, asked);
  }

  /** Of the model alone, since one that is much worse is found soonest so, or of all since then. */
  private List<Guardrails.Finding> findings(
      Watch watch, Instant since, Instant now, Map<String, Guardrails.Answers> asked) {
    Map<String, ArmReader.Arm> shown = arms.read(watch.experiment(), since, now);
    return new Guardrails(config)
        .judge(side(Watch.FORMER, shown, asked), side(Watch.NEW, shown, asked));
  }

  private static Guardrails.Side side(
      String arm, Map<String, ArmReader.Arm> shown, Map<String, Guardrails.Answers> asked) {
    ArmReader.Arm sums = shown.getOrDefault(arm, ArmReader.Arm.NOBODY);
    Rate.Sums clicks = sums.clicks();
    return new Guardrails.Side(
        clicks, sums.orders(), asked.getOrDefault(arm, Guardrails.Answers.NONE));
  }

  /** All of it in one transaction: nobody finds a model taken back that still serves. */
  private void rollBack(
      Watch watch, Guardrails.Finding broken, List<Guardrails.Finding> findings, Instant now) {
    store.end(
        watch, "rolled-back", now, Map.of("broken", broken.guardrail(), "findings", findings));
    registry.promote(watch.former());
    registry.reject(watch.model(), "Rolled back on %s: %s.".formatted(now, broken.words()));
    Instant promotedAt =
        registry.find(watch.former()).orElseThrow().promotedAt().truncatedTo(ChronoUnit.MICROS);
    store.begin(Watch.first(watch.former(), watch.model(), promotedAt, Duration.ZERO), false);
    audit.record(
        "model-rolled-back",
        watch.model(),
        Map.of("instead", watch.former(), "guardrail", broken.guardrail(), "why", broken.words()));
    LOG.warnf(
        "model rolled back model=%s instead=%s why=%s",
        watch.model(), watch.former(), broken.words());
  }
}
