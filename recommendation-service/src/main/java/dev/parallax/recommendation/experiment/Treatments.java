package dev.parallax.recommendation.experiment;

import dev.parallax.recommendation.guardrail.GuardrailConfig;
import dev.parallax.recommendation.guardrail.Watch;
import dev.parallax.recommendation.guardrail.Watches;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.ranker.ServingRanker;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Who gets what: of an experiment, else of the watch over a new model or ranker. Looked up without
 * a question to the database: what runs is read once a second.
 */
@ApplicationScoped
public class Treatments {
  private static final Logger LOG = Logger.getLogger(Treatments.class);

  private final ExperimentStore experiments;
  private final Watches watches;
  private final Offers offers;
  private final ServingRanker rankers;
  private final GuardrailConfig guardrails;
  private volatile List<Experiment> running = List.of();

  Treatments(
      ExperimentStore experiments,
      Watches watches,
      Offers offers,
      ServingRanker rankers,
      GuardrailConfig guardrails) {
    this.experiments = experiments;
    this.watches = watches;
    this.offers = offers;
    this.rankers = rankers;
    this.guardrails = guardrails;
  }

  /**
   * The same for the same customer as long as it runs.
   *
   * @param cid of a customer who agrees to personalization
   */
  public Optional<Treatment> of(String cid, String surface) {
    for (Experiment experiment : running) {
      if (experiment.definition().runsOn(surface)) {
        Optional<Treatment> treatment = experiment.treatment(cid);
        if (treatment.isPresent()) {
          return treatment;
        }
      }
    }
    return watches
        .of(cid)
        .map(
            watch -> {
              String arm = watch.arm(cid, guardrails.heldBack());
              return new Treatment(
                  watch.experiment(), arm, watch.variant(arm), null, Treatment.Compared.NOTHING);
            });
  }

  /** What to answer by where an arm cannot: the former model while a new one is watched. */
  public Optional<Variant> fallback() {
    return watches.former();
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void prepare() {
    try {
      running = experiments.running();
    } catch (RuntimeException e) {
      LOG.warnf("experiments not read cause=%s", e.getClass().getSimpleName());
    }
    Set<Variant> wanted = new HashSet<>();
    for (Experiment experiment : running) {
      experiment.definition().ways().forEach(arm -> wanted.add(arm.variant()));
    }
    for (Watch watch : watches.current()) {
      wanted.add(watch.variant(Watch.FORMER));
      wanted.add(watch.variant(Watch.NEW));
    }
    fallback().ifPresent(wanted::add);
    offers.want(wanted);
    prepareRankers(wanted);
  }

  private void prepareRankers(Set<Variant> wanted) {
    try {
      rankers.want(
          wanted.stream()
              .map(Variant::ranker)
              .filter(Objects::nonNull)
              .filter(id -> !id.equals(ServingRanker.NONE))
              .collect(Collectors.toSet()));
    } catch (RuntimeException e) {
      LOG.warnf("rankers of arms not read cause=%s", e.getClass().getSimpleName());
    }
  }
}
