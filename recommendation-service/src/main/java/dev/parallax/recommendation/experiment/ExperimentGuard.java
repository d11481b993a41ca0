package dev.parallax.recommendation.experiment;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.guardrail.ArmGuard;
import dev.parallax.recommendation.guardrail.Finding;
import dev.parallax.recommendation.guardrail.GuardrailConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks at what runs again and again, and stops an experiment of which an arm is worse than the
 * first beyond chance: nobody has to watch that customers are not given something bad for weeks.
 */
@ApplicationScoped
class ExperimentGuard {
  private static final Logger LOG = Logger.getLogger(ExperimentGuard.class);

  /** As long as a look at a promotion may take. */
  private static final int LOOK_SECONDS = 300;

  private final ExperimentStore store;
  private final Experiments experiments;
  private final InterleavingReader interleaving;
  private final ArmGuard guard;
  private final GuardrailConfig config;
  private final Clock clock;
  private final MeterRegistry meters;

  ExperimentGuard(
      ExperimentStore store,
      Experiments experiments,
      InterleavingReader interleaving,
      ArmGuard guard,
      GuardrailConfig config,
      Clock clock,
      MeterRegistry meters) {
    this.store = store;
    this.experiments = experiments;
    this.interleaving = interleaving;
    this.guard = guard;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  @Scheduled(
      every = "${parallax.recommendation.guardrail.every:30s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (!config.experiments()) {
      return;
    }
    for (Experiment experiment : running()) {
      try {
        QuarkusTransaction.requiringNew().timeout(LOOK_SECONDS).run(() -> look(experiment));
      } catch (RuntimeException e) {
        LOG.warnf(
            "experiment not looked at name=%s cause=%s",
            experiment.name(), e.getClass().getSimpleName());
      }
    }
  }

  private List<Experiment> running() {
    try {
      return store.running();
    } catch (RuntimeException e) {
      LOG.warnf("experiments not read cause=%s", e.getClass().getSimpleName());
      return List.of();
    }
  }

  private void look(Experiment experiment) {
    if (store.lockLook()) {
      broken(experiment).ifPresent(because -> stop(experiment.name(), because));
    }
  }

  private void stop(String name, Experiment.Stop because) {
    if (because.equals(experiments.stop(name, because).stoppedBecause())) {
      meters.counter("parallax.recommendation.experiments.stopped").increment();
      LOG.warnf(
          "experiment stopped name=%s arm=%s why=%s", name, because.arm(), because.why().en());
    }
  }

  private Optional<Experiment.Stop> broken(Experiment experiment) {
    List<String> arms =
        experiment.definition().arms().stream().map(ExperimentDefinition.Arm::name).toList();
    Phrase first = new Phrase(arms.getFirst(), "“" + arms.getFirst() + "”");
    return guard
        .judge(
            experiment.name(),
            arms.getFirst(),
            arms.subList(1, arms.size()),
            experiment.startedAt(),
            clock.instant())
        .entrySet()
        .stream()
        .flatMap(
            arm ->
                Stream.concat(arm.getValue().stream(), preference(experiment, arms))
                    .filter(Finding::broken)
                    .map(f -> new Experiment.Stop(arm.getKey(), f.guardrail(), f.words(first))))
        .findFirst();
  }

  /** Interleaved lists are both arms'; which of them is clicked more tells them apart. */
  private Stream<Finding> preference(Experiment experiment, List<String> arms) {
    return experiment.definition().kindOrUsual() == ExperimentDefinition.Kind.INTERLEAVED
        ? Stream.of(
            guard.preference(
                interleaving
                    .read(
                        experiment.name(),
                        arms.getFirst(),
                        arms.getLast(),
                        experiment.startedAt(),
                        clock.instant())
                    .decided()))
        : Stream.empty();
  }
}
