package dev.parallax.recommendation.experiment;

import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.guardrail.AnswerCounts;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.performance.ArmReader;
import dev.parallax.recommendation.performance.Reports;
import dev.parallax.recommendation.ranker.ServingRanker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes experiments down, starts and stops them, and tells what became of them. */
@ApplicationScoped
class Experiments {
  private final ExperimentStore store;
  private final ModelRegistry models;
  private final ArmReader arms;
  private final InterleavingReader interleaving;
  private final EstimateReader estimates;
  private final AnswerCounts answers;
  private final Reports reports;
  private final Audit audit;
  private final Clock clock;

  Experiments(
      ExperimentStore store,
      ModelRegistry models,
      ArmReader arms,
      InterleavingReader interleaving,
      EstimateReader estimates,
      AnswerCounts answers,
      Reports reports,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.models = models;
    this.arms = arms;
    this.interleaving = interleaving;
    this.estimates = estimates;
    this.answers = answers;
    this.reports = reports;
    this.audit = audit;
    this.clock = clock;
  }

  Experiment find(String name) {
    return store.find(name).orElseThrow(Experiments::unknown);
  }

  List<Experiment> list(int most, String after) {
    return store.list(most, after);
  }

  /** A new one, or another draft in place of one. */
  @Transactional
  Experiment save(String name, ExperimentDefinition definition) {
    List<FieldError> errors = new ArrayList<>(definition.mistakes());
    if (errors.isEmpty()) {
      errors.addAll(unknownModels("arms", definition.arms()));
      errors.addAll(unknownModels("candidates", definition.candidatesOrNone()));
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    store
        .lock(name)
        .filter(known -> known.state() != Experiment.State.DRAFT)
        .ifPresent(
            known -> {
              throw Problems.conflict(
                  "experiment-started",
                  "an experiment that was started is not changed; take another name");
            });
    store.save(name, definition, clock.instant());
    audit.record("experiment-saved", name, Map.of("definition", definition));
    return find(name);
  }

  private List<FieldError> unknownModels(String field, List<ExperimentDefinition.Arm> arms) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      String at = field + "[" + i + "]";
      if (isUnknown(Offers.MODEL, arms.get(i).modelVersion())) {
        errors.add(new FieldError(at + ".modelVersion", "names no model that lists are made by"));
      }
      if (isUnknown(ServingRanker.MODEL, arms.get(i).rankerVersion())) {
        errors.add(new FieldError(at + ".rankerVersion", "names no ranker"));
      }
    }
    return errors;
  }

  private boolean isUnknown(String name, String id) {
    return id != null && models.find(id).filter(model -> model.name().equals(name)).isEmpty();
  }

  @Transactional
  Experiment start(String name) {
    store.lockStarts();
    Experiment experiment = store.lock(name).orElseThrow(Experiments::unknown);
    if (experiment.state() == Experiment.State.RUNNING) {
      return experiment;
    }
    if (experiment.state() == Experiment.State.STOPPED) {
      throw Problems.conflict(
          "experiment-started",
          "an experiment that was stopped is not started again, since who was in which arm has"
              + " changed them; take another name");
    }
    store.running().stream()
        .filter(other -> other.definition().overlaps(experiment.definition()))
        .findFirst()
        .ifPresent(
            other -> {
              throw Problems.conflict(
                  "experiment-overlaps",
                  "the experiment "
                      + other.name()
                      + " runs on a surface of this one; stop it first, or name other surfaces");
            });
    answers.forget(name); // Of one of the same name that was deleted.
    store.start(name, clock.instant());
    audit.record("experiment-started", name, Map.of());
    return find(name);
  }

  /**
   * @param because null where somebody stops it
   */
  @Transactional
  Experiment stop(String name, Experiment.Stop because) {
    Experiment experiment = store.lock(name).orElseThrow(Experiments::unknown);
    if (experiment.state() == Experiment.State.STOPPED) {
      return experiment;
    }
    if (experiment.state() == Experiment.State.DRAFT) {
      throw Problems.conflict(
          "experiment-not-started", "an experiment that was not started is not stopped");
    }
    store.stop(name, clock.instant(), because);
    audit.record(
        "experiment-stopped",
        name,
        because == null
            ? Map.of()
            : Map.of(
                "arm", because.arm(), "guardrail", because.guardrail(), "why", because.why().en()));
    return find(name);
  }

  @Transactional
  void delete(String name) {
    Experiment experiment = store.lock(name).orElseThrow(Experiments::unknown);
    if (experiment.state() == Experiment.State.RUNNING) {
      throw Problems.conflict("experiment-running", "stop the experiment first");
    }
    store.delete(name);
    audit.record("experiment-deleted", name, Map.of());
  }

  /** Of lists shown since it was started and, once it was stopped, until then. */
  ExperimentResults results(String name) {
    Experiment experiment = find(name);
    if (experiment.startedAt() == null) {
      throw Problems.conflict("experiment-not-started", "the experiment has not been started yet");
    }
    Instant from = experiment.startedAt();
    Instant to = experiment.stoppedAt() == null ? clock.instant() : experiment.stoppedAt();
    return reports.read(
        () ->
            judged(experiment, from, to)
                .with(
                    experiment.definition().isEstimated()
                        ? estimates.read(name, experiment.definition().ways(), from, to)
                        : List.of()));
  }

  private ExperimentResults judged(Experiment experiment, Instant from, Instant to) {
    String name = experiment.name();
    Map<String, ArmReader.Arm> shown = arms.read(name, from, to);
    if (experiment.definition().kindOrUsual() == ExperimentDefinition.Kind.AB) {
      return Judge.ab(experiment, shown, from, to);
    }
    List<ExperimentDefinition.Arm> both = experiment.definition().arms();
    return Judge.interleaved(
        experiment,
        shown,
        interleaving.read(name, both.getFirst().name(), both.getLast().name(), from, to),
        from,
        to);
  }

  private static RuntimeException unknown() {
    return Problems.notFound("name", "names no experiment");
  }
}
