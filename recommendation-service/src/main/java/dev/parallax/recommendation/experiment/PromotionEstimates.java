package dev.parallax.recommendation.experiment;

import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.guardrail.Watch;
import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.performance.Reports;
import dev.parallax.recommendation.statistics.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where something is promoted that a running experiment has as a candidate or an arm, its card says
 * what had been estimated of it by then.
 */
@ApplicationScoped
class PromotionEstimates {
  private static final Logger LOG = Logger.getLogger(PromotionEstimates.class);

  private final ExperimentStore store;
  private final EstimateReader estimates;
  private final Reports reports;
  private final ModelRegistry registry;
  private final Clock clock;

  PromotionEstimates(
      ExperimentStore store,
      EstimateReader estimates,
      Reports reports,
      ModelRegistry registry,
      Clock clock) {
    this.store = store;
    this.estimates = estimates;
    this.reports = reports;
    this.registry = registry;
    this.clock = clock;
  }

  void promoted(@ObservesAsync Watch watch) {
    try {
      note(watch.model(), watch.variant(Watch.NEW));
    } catch (RuntimeException e) {
      LOG.warnf(
          "estimate of a promotion not noted model=%s cause=%s",
          watch.model(), e.getClass().getSimpleName());
    }
  }

  void note(String id, Variant promoted) {
    for (Experiment experiment : store.running()) {
      way(experiment, promoted)
          .flatMap(way -> sentence(experiment, way))
          .ifPresent(sentence -> registry.note(id, sentence));
    }
  }

  private static Optional<String> way(Experiment experiment, Variant promoted) {
    return experiment.definition().isEstimated()
        ? experiment.definition().ways().stream()
            .filter(way -> way.variant().equals(promoted))
            .map(ExperimentDefinition.Arm::name)
            .findFirst()
        : Optional.empty();
  }

  private Optional<String> sentence(Experiment experiment, String way) {
    List<ExperimentResults.Estimate> all =
        reports.read(
            () ->
                estimates.read(
                    experiment.name(),
                    experiment.definition().ways(),
                    experiment.startedAt(),
                    clock.instant()));
    String first = experiment.definition().arms().getFirst().name();
    return named(all, way)
        .map(
            estimate ->
                "Promoted while the experiment %s estimated %s for it%s; %s."
                    .formatted(
                        experiment.name(),
                        inWords(estimate.clickThrough()),
                        named(all, first)
                            .map(of -> ", and " + inWords(of.clickThrough()) + " for " + first)
                            .orElse(""),
                        estimate.reliable() ? "reliable" : "too little to rely on"));
  }

  private static Optional<ExperimentResults.Estimate> named(
      List<ExperimentResults.Estimate> all, String name) {
    return all.stream()
        .filter(one -> one.name().equals(name) && one.clickThrough().value() != null)
        .findFirst();
  }

  private static String inWords(Rate rate) {
    return String.format(
        Locale.ROOT,
        "a click-through of %.2f %% (%.2f to %.2f)",
        100 * rate.value(),
        100 * rate.lower(),
        100 * rate.upper());
  }
}
