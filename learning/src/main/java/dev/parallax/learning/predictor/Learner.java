package dev.parallax.learning.predictor;

import dev.parallax.learning.calibration.Alike;
import dev.parallax.learning.calibration.Conformal;
import dev.parallax.learning.evaluation.ClassEvaluation;
import dev.parallax.learning.evaluation.NumberEvaluation;
import dev.parallax.learning.evaluation.Splits;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import dev.parallax.learning.tree.NativeLibraryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * From a table to a measured predictor. Some rows are held out and seen by nobody; on the others
 * each algorithm is cross-validated, the best is fitted to all of them, and that model is measured
 * on the rows held out. It is also the one that serves: what was measured is what answers.
 */
public final class Learner {
  private static final int EXPLAINED_ROWS = 500;
  private static final int EXPLAINED_ROWS_OF_TREES = 60;

  private final Plan plan;
  private final Progress progress;
  private final Fitter fitter;
  private final List<String> notes = new ArrayList<>();

  private Learner(Plan plan, int threads, Progress progress) {
    this.plan = plan;
    this.progress = progress;
    this.fitter = new Fitter(plan, threads);
  }

  /**
   * Splits the table itself, by the plan's share and seed.
   *
   * @param threads that trees are grown by, at most
   * @throws TableException when the table or its target cannot be learned from
   * @throws NativeLibraryException when trees are asked for and cannot be grown here
   */
  public static Learned learn(Table table, Plan plan, int threads, Progress progress)
      throws TableException {
    Target target = check(table, plan);
    Splits.Split split = Splits.holdOut(target.strata(), plan.testShare(), plan.seed());
    Table features = features(table, plan, target);
    return new Learner(plan, threads, progress)
        .learn(
            features.select(split.train()),
            target.select(split.train()),
            features.select(split.test()),
            target.select(split.test()),
            table.rows() - target.rows().length);
  }

  /**
   * With rows to be measured on that came later than those to learn from.
   *
   * @throws TableException as above
   */
  public static Learned learn(Table train, Table test, Plan plan, int threads, Progress progress)
      throws TableException {
    Target target = check(train, plan);
    Target later = check(test, plan);
    return new Learner(plan, threads, progress)
        .learn(
            features(train, plan, target),
            target,
            features(test, plan, later),
            later,
            train.rows() - target.rows().length + test.rows() - later.rows().length);
  }

  /**
   * Whether it can be learned from at all, before anything costly.
   *
   * @throws TableException naming the field
   */
  public static void require(Table table, Plan plan) throws TableException {
    check(table, plan);
  }

  private static Target check(Table table, Plan plan) throws TableException {
    Target target = Target.of(table, plan);
    if (!plan.algorithm().does(target.task())) {
      throw new TableException(
          "algorithm",
          "%s predicts no %s"
              .formatted(
                  plan.algorithm().wireName(),
                  target.task() == Task.REGRESSION ? "number" : "class"));
    }
    if (table.columns().size() < 2) {
      throw new TableException("file", "must have a column beside the target");
    }
    return target;
  }

  private static Table features(Table table, Plan plan, Target target) {
    return table.without(Set.of(plan.target())).select(target.rows());
  }

  /** A candidate and its cross-validation. */
  private record Tried(Algorithm algorithm, CrossValidation validation) {}

  private Learned learn(
      Table features, Target target, Table testFeatures, Target testTarget, int dropped)
      throws TableException {
    int folds = Math.min(plan.folds(), target.fewest());
    if (folds < 2) {
      throw new TableException("target", "must have at least 2 rows of each class to learn from");
    }
    List<Algorithm> algorithms = Fitter.tried(plan, target.task());
    int steps = algorithms.size() * folds + 2;
    Splits.Split[] splits = Splits.folds(target.strata(), folds, plan.seed());
    List<Report.Candidate> candidates = new ArrayList<>();
    Tried best = null;
    for (int a = 0; a < algorithms.size(); a++) {
      Tried tried =
          tried(algorithms.get(a), a * folds, steps, features, target, splits, candidates);
      if (tried != null
          && (best == null || tried.validation.loss(target) < best.validation.loss(target))) {
        best = tried;
      }
    }
    if (best == null) {
      throw new TableException("algorithm", candidates.getFirst().failed());
    }
    CrossValidation baseline =
        CrossValidation.of(
            target, splits, s -> Fitter.constant(target.select(s.train()), s.test().length));
    step(steps - 2, steps, "learning from all training rows by " + best.algorithm.wireName());
    Fitter.Fitted fitted = fitter.fit(best.algorithm, features, target);
    Predictor predictor = predictor(best, fitted, target);
    step(steps - 1, steps, "measuring on rows held out");
    return new Learned(
        predictor,
        report(
            predictor,
            fitted,
            target,
            features,
            testFeatures,
            testTarget,
            dropped,
            candidates,
            baseline,
            best));
  }

  private Tried tried(
      Algorithm algorithm,
      int done,
      int steps,
      Table features,
      Target target,
      Splits.Split[] splits,
      List<Report.Candidate> candidates) {
    int[] fold = {0};
    try {
      CrossValidation validation =
          CrossValidation.of(
              target,
              splits,
              split -> {
                step(
                    done + fold[0],
                    steps,
                    "%s, fold %d of %d".formatted(algorithm.wireName(), ++fold[0], splits.length));
                return fitter
                    .fit(algorithm, features.select(split.train()), target.select(split.train()))
                    .predict(features.select(split.test()));
              });
      candidates.add(
          new Report.Candidate(
              algorithm, splits.length, validation.mean(), validation.deviation(), null));
      return new Tried(algorithm, validation);
    } catch (NativeLibraryException | IllegalArgumentException | IllegalStateException e) {
      if (plan.algorithm() != Algorithm.AUTO) {
        throw e;
      }
      // One that cannot be learned from these rows does not take the others with it.
      String why = Objects.requireNonNullElse(e.getMessage(), "it could not be learned");
      candidates.add(new Report.Candidate(algorithm, 0, Map.of(), Map.of(), why));
      return null;
    }
  }

  private Predictor predictor(Tried best, Fitter.Fitted fitted, Target target) {
    double[] predicted = best.validation.predicted();
    Conformal conformal = null;
    Alike alike = null;
    if (target.task() == Task.REGRESSION) {
      double[] errors = new double[predicted.length];
      Arrays.setAll(errors, i -> predicted[i] - target.values()[i]);
      conformal = Conformal.fit(errors, plan.confidence());
    } else {
      alike = Alike.fit(predicted, target.yes(), plan.confidence());
    }
    if (conformal == null && alike == null) {
      notes.add("too few rows for intervals");
    }
    Map<String, Object> provenance = new TreeMap<>(fitted.provenance());
    provenance.put("seed", plan.seed());
    return new Predictor(
        plan.target(),
        target.task(),
        best.algorithm,
        target.positive(),
        target.negative(),
        plan.threshold(),
        fitted.pipeline(),
        fitted.scorer(),
        conformal,
        alike,
        provenance);
  }

  private Report report(
      Predictor predictor,
      Fitter.Fitted fitted,
      Target target,
      Table features,
      Table testFeatures,
      Target testTarget,
      int dropped,
      List<Report.Candidate> candidates,
      CrossValidation baseline,
      Tried best) {
    boolean regression = target.task() == Task.REGRESSION;
    NumberEvaluation numbers = null;
    ClassEvaluation classes = null;
    if (testFeatures.rows() > 0) {
      double[] predicted = fitted.predict(predictor.schema().aligned(testFeatures));
      if (regression) {
        Double width = predictor.conformal() == null ? null : predictor.conformal().halfWidth();
        numbers = NumberEvaluation.of(predicted, testTarget.values(), width, plan.seed());
      } else {
        classes = ClassEvaluation.of(predicted, testTarget.yes(), plan.threshold(), plan.seed());
      }
    }
    if (dropped > 0) {
      notes.add(dropped + " rows have no target and were left out");
    }
    if (fitted.squares() != null && !fitted.squares().dependent().isEmpty()) {
      notes.add(
          "these depend on the columns before them and were left out of the fit: "
              + String.join(", ", fitted.squares().dependent()));
    }
    boolean beats = best.validation.beats(baseline, target);
    if (!beats) {
      notes.add("it predicts no better than the mean does, or not by more than chance");
    }
    Map<String, Double> constant = new LinkedHashMap<>(baseline.mean());
    Table explained =
        features.select(
            sample(
                features.rows(),
                best.algorithm.isOfTrees() ? EXPLAINED_ROWS_OF_TREES : EXPLAINED_ROWS));
    return new Report(
        target.task(),
        best.algorithm,
        target.values().length + testTarget.values().length,
        target.values().length,
        testTarget.values().length,
        dropped,
        regression ? null : Arrays.stream(target.values()).average().orElse(0),
        numbers,
        classes,
        candidates,
        constant,
        beats,
        fitted.squares(),
        predictor.importance(explained),
        predictor.pipeline().unused(),
        List.copyOf(notes));
  }

  /** Rows at even distances. */
  private static int[] sample(int rows, int most) {
    int count = Math.min(rows, most);
    int[] sample = new int[count];
    Arrays.setAll(sample, i -> (int) ((long) i * rows / count));
    return sample;
  }

  private void step(int done, int total, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      throw new LearningInterruptedException();
    }
    progress.step(done, total, doing);
  }
}
