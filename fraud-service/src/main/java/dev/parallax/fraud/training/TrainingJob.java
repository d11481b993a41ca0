package dev.parallax.fraud.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.fraud.feature.Fingerprint;
import dev.parallax.fraud.score.LabelledVectors;
import dev.parallax.fraud.score.LogisticModel;
import dev.parallax.fraud.score.LogisticTrainer;
import dev.parallax.fraud.serving.ActiveScoring;
import dev.parallax.fraud.serving.ServingConfig;
import dev.parallax.fraud.verdict.Scoring;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Trains on the older part of the time line, evaluates on the newer, stores the model with its
 * card, and lets it serve only if it ranks frauds better than the amount alone, than the rules
 * alone, and no worse than the model in service.
 */
@ApplicationScoped
class TrainingJob implements JobHandler {
  static final String KIND = "train-fraud-model";
  private static final int FEWEST_TEST_FRAUDS = 5;
  private static final int REPORT_EVERY = 5_000;

  private final ExampleRepository examples;
  private final TrainingConfig config;
  private final ServingConfig serving;
  private final ActiveScoring scoring;
  private final ModelRegistry registry;
  private final Clock clock;

  TrainingJob(
      ExampleRepository examples,
      TrainingConfig config,
      ServingConfig serving,
      ActiveScoring scoring,
      ModelRegistry registry,
      Clock clock) {
    this.examples = examples;
    this.config = config;
    this.serving = serving;
    this.scoring = scoring;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) {
    TrainingRequest.Settings settings =
        EventJson.mapper().convertValue(context.params(), TrainingRequest.Settings.class);
    Instant before = clock.instant().minus(Duration.ofDays(settings.genuineAfterDays()));
    ExampleRepository.Extent extent = examples.extent(before, settings.testShare());
    requireEnough(extent, settings);
    Progress progress = new Progress(context, 2 * extent.examples());

    double genuineShare = Math.min(1.0, (double) config.mostGenuine() / extent.trainingGenuine());
    LabelledVectors training = training(before, extent, genuineShare, settings.seed(), progress);
    context.progress(extent.examples(), 2 * extent.examples(), "fitting");
    LogisticModel model =
        new LogisticTrainer(settings.seed())
            .train(training, genuineShare, extent.from() + "/" + extent.splitAt());
    Evaluation evaluation = evaluate(before, extent, model, progress);
    return keep(model, training.size(), evaluation, extent, settings);
  }

  private void requireEnough(ExampleRepository.Extent extent, TrainingRequest.Settings settings) {
    if (extent.trainingFrauds() < config.fewestFrauds()
        || extent.testFrauds() < FEWEST_TEST_FRAUDS
        || extent.trainingGenuine() < config.fewestFrauds()) {
      throw new JobFailedException(
          "training needs at least %d frauds to learn from and %d to be tested on, there are %d and %d among %d transactions older than %d days; label more with POST /v1/labels"
              .formatted(
                  config.fewestFrauds(),
                  FEWEST_TEST_FRAUDS,
                  extent.trainingFrauds(),
                  extent.testFrauds(),
                  extent.examples(),
                  settings.genuineAfterDays()));
    }
  }

  /** All frauds, and of the genuine ones a share chosen by their ids, the same in every run. */
  private LabelledVectors training(
      Instant before,
      ExampleRepository.Extent extent,
      double genuineShare,
      long seed,
      Progress progress) {
    LabelledVectors training = new LabelledVectors();
    pass(
        before,
        progress,
        example -> {
          boolean old = example.transaction().occurredAt().isBefore(extent.splitAt());
          if (old && (example.fraud() || draw(example, seed) < genuineShare)) {
            training.add(example.vector(), example.fraud());
          }
        });
    return training;
  }

  private Evaluation evaluate(
      Instant before, ExampleRepository.Extent extent, LogisticModel model, Progress progress) {
    Scoring serving = scoring.current();
    Evaluation evaluation = new Evaluation(model.score(), serving.model(), serving.rules());
    pass(
        before,
        progress,
        example -> {
          if (!example.transaction().occurredAt().isBefore(extent.splitAt())) {
            evaluation.add(example);
          }
        });
    return evaluation;
  }

  private void pass(
      Instant before, Progress progress, java.util.function.Consumer<Example> consumer) {
    Hindsight hindsight = new Hindsight();
    examples.stream(
        before,
        example -> {
          hindsight.correct(
              example.vector(), scoring.rates().payment(example.transaction()), example.fraud());
          consumer.accept(example);
          progress.step();
        });
  }

  /** Uniform in [0, 1). */
  private static double draw(Example example, long seed) {
    long hash = Fingerprint.of(seed + ":" + example.transaction().id());
    hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return (hash >>> 11) * 0x1.0p-53;
  }

  private ObjectNode keep(
      LogisticModel model,
      int rows,
      Evaluation evaluation,
      ExampleRepository.Extent extent,
      TrainingRequest.Settings settings) {
    Map<String, Double> metrics = evaluation.metrics(serving.reviewFrom(), serving.declineFrom());
    Map<String, Double> baseline = evaluation.baseline();
    boolean better = Promotion.deserved(metrics, baseline);
    ModelCard card =
        new ModelCard(
            "L2-regularised logistic regression (Tribuo LibLinear L2R_LR, C=1) on %d features as linear splines; genuine sampled to at most %d, intercept corrected"
                .formatted(dev.parallax.fraud.feature.Feature.count(), config.mostGenuine()),
            settings.seed(),
            extent.from(),
            extent.to(),
            rows,
            "split by time at %s: trained before, %d transactions after it held out; unlabelled ones older than %d days count as genuine, younger ones are left out"
                .formatted(extent.splitAt(), evaluation.size(), settings.genuineAfterDays()),
            metrics,
            baseline,
            model.provenance());
    String id = registry.store(ActiveScoring.MODEL, card, model.toBytes(), better);
    if (better) {
      registry.promote(id);
      scoring.refreshModel();
    }
    ObjectNode result = EventJson.mapper().createObjectNode();
    result.put("modelId", id);
    result.put("rows", rows);
    result.put("testRows", evaluation.size());
    result.set("metrics", EventJson.mapper().valueToTree(metrics));
    result.set("baseline", EventJson.mapper().valueToTree(baseline));
    result.put("promoted", better);
    return result;
  }

  /** Counts over both passes. */
  private static final class Progress {
    private final JobContext context;
    private final long total;
    private long done;

    Progress(JobContext context, long total) {
      this.context = context;
      this.total = total;
    }

    void step() {
      done++;
      if (done % REPORT_EVERY == 0) {
        context.progress(done, total, done * 2 <= total ? "reading examples" : "evaluating");
      }
    }
  }
}
