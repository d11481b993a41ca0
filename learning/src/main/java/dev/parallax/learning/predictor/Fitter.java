package dev.parallax.learning.predictor;

import dev.parallax.learning.calibration.Platt;
import dev.parallax.learning.evaluation.Splits;
import dev.parallax.learning.linear.LeastSquares;
import dev.parallax.learning.linear.LibLinear;
import dev.parallax.learning.linear.LinearScore;
import dev.parallax.learning.pipeline.Matrix;
import dev.parallax.learning.pipeline.Pipeline;
import dev.parallax.learning.pipeline.PipelineSettings;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.tree.Growth;
import dev.parallax.learning.tree.XgBoost;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Fits one algorithm, pipeline included, to the rows it is given and to no others. */
final class Fitter {
  private static final double COST = 1;
  private static final int CALIBRATION_FOLDS = 3;
  private static final double VALIDATION = 0.15;
  private static final int FEWEST_TO_VALIDATE = 200;
  private static final int ROUNDS_WITHOUT_VALIDATION = 60;

  private final Plan plan;
  private final int threads;

  Fitter(Plan plan, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1");
    }
    this.plan = plan;
    this.threads = threads;
  }

  /**
   * @param squares of a linear regression, null for others
   * @param provenance how it was learned
   */
  record Fitted(
      Pipeline pipeline, Scorer scorer, LeastSquares squares, Map<String, Object> provenance) {
    double[] predict(Table table) {
      double[] scores = scorer.scores(pipeline.encode(table));
      for (int i = 0; i < scores.length; i++) {
        scores[i] = scorer.link().predicted(scores[i]);
      }
      return scores;
    }
  }

  Fitted fit(Algorithm algorithm, Table features, Target target) {
    Pipeline.Fitted piped = Pipeline.fit(features, target.values(), settings(algorithm));
    if (piped.matrix().columns() == 0) {
      return constant(piped.pipeline(), target);
    }
    return switch (algorithm) {
      case LINEAR_REGRESSION -> squares(piped, target);
      case LOGISTIC_REGRESSION -> logistic(piped, target);
      case LINEAR_SVM -> supportVectors(piped, features, target);
      case DECISION_TREE -> trees(piped, target, Growth.tree(target.values().length));
      case RANDOM_FOREST ->
          trees(piped, target, Growth.forest(target.values().length, piped.matrix().columns()));
      case GRADIENT_BOOSTING -> boosting(piped, target);
      case AUTO -> throw new IllegalArgumentException("auto stands for others");
    };
  }

  /** No column says anything in these rows. */
  private static Fitted constant(Pipeline pipeline, Target target) {
    double mean = Arrays.stream(target.values()).average().orElse(0);
    boolean regression = target.task() == Task.REGRESSION;
    LinearScore score =
        new LinearScore(
            new double[0], regression ? mean : Math.log(mean / (1 - mean)), new double[0]);
    return new Fitted(
        pipeline,
        new LinearScorer(score, regression ? null : Platt.NONE),
        null,
        Map.of("method", "the mean"));
  }

  private PipelineSettings settings(Algorithm algorithm) {
    PipelineSettings settings =
        switch (algorithm) {
          case LINEAR_REGRESSION -> PipelineSettings.plain(plan.seed());
          case LOGISTIC_REGRESSION, LINEAR_SVM -> PipelineSettings.weighed(plan.seed());
          default -> PipelineSettings.compared(plan.seed());
        };
    if (plan.log() != null) {
      settings = settings.withLog(plan.log());
    }
    return plan.clip() == null ? settings : settings.withClip(plan.clip());
  }

  private Fitted squares(Pipeline.Fitted piped, Target target) {
    LeastSquares squares =
        LeastSquares.fit(piped.matrix(), target.values(), piped.pipeline().inputs());
    return new Fitted(
        piped.pipeline(),
        new LinearScorer(squares.score(piped.matrix().means()), null),
        squares,
        Map.of("method", "ordinary least squares by Householder QR", "rank", squares.rank()));
  }

  private Fitted logistic(Pipeline.Fitted piped, Target target) {
    LibLinear.Fitted fitted =
        LibLinear.fit(piped.matrix(), target.yes(), LibLinear.Loss.LOGISTIC, COST, plan.seed());
    return new Fitted(
        piped.pipeline(),
        new LinearScorer(fitted.score(), Platt.NONE),
        null,
        Map.of("tribuo", fitted.provenance()));
  }

  /** The machine is fitted on all rows, its probabilities on scores of rows it did not see. */
  private Fitted supportVectors(Pipeline.Fitted piped, Table features, Target target) {
    LibLinear.Fitted all = svm(piped, target);
    int folds = Math.min(CALIBRATION_FOLDS, target.fewest());
    if (folds < 2) {
      return supportVectors(piped, all, target);
    }
    double[] scores = new double[target.values().length];
    for (Splits.Split split : Splits.folds(target.strata(), folds, plan.seed())) {
      Target part = target.select(split.train());
      Pipeline.Fitted piece =
          Pipeline.fit(
              features.select(split.train()), part.values(), settings(Algorithm.LINEAR_SVM));
      if (piece.matrix().columns() == 0) {
        continue; // Nothing differs between these rows: a score of 0 each.
      }
      LibLinear.Fitted fitted = svm(piece, part);
      Matrix held = piece.pipeline().encode(features.select(split.test()));
      for (int i = 0; i < split.test().length; i++) {
        scores[split.test()[i]] = fitted.score().score(held.values(), i * held.columns());
      }
    }
    return new Fitted(
        piped.pipeline(),
        new LinearScorer(all.score(), Platt.fit(scores, target.yes())),
        null,
        Map.of("tribuo", all.provenance(), "calibration", "Platt, " + folds + " folds"));
  }

  /** With a single row of a class there are no rows that the machine did not see. */
  private static Fitted supportVectors(Pipeline.Fitted piped, LibLinear.Fitted all, Target target) {
    Matrix inputs = piped.matrix();
    double[] scores = new double[target.values().length];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = all.score().score(inputs.values(), row * inputs.columns());
    }
    return new Fitted(
        piped.pipeline(),
        new LinearScorer(all.score(), Platt.fit(scores, target.yes())),
        null,
        Map.of("tribuo", all.provenance(), "calibration", "Platt, on the rows it was fitted to"));
  }

  private LibLinear.Fitted svm(Pipeline.Fitted piped, Target target) {
    return LibLinear.fit(piped.matrix(), target.yes(), LibLinear.Loss.HINGE, COST, plan.seed());
  }

  private Fitted trees(Pipeline.Fitted piped, Target target, Growth growth) {
    XgBoost.Grown grown =
        XgBoost.grow(piped.matrix(), target.values(), growth, null, threads, plan.seed());
    Link link = target.task() == Task.REGRESSION ? Link.TARGET : Link.PROBABILITY;
    return new Fitted(
        piped.pipeline(), new TreeScorer(grown.trees(), link), null, grown.provenance());
  }

  /** The number of rounds is chosen on a part of the rows, then all of them are learned from. */
  private Fitted boosting(Pipeline.Fitted piped, Target target) {
    boolean regression = target.task() == Task.REGRESSION;
    int rows = target.values().length;
    Growth growth =
        Growth.boosting(
            regression ? XgBoost.Objective.SQUARED_ERROR : XgBoost.Objective.LOGISTIC, rows);
    int rounds = ROUNDS_WITHOUT_VALIDATION;
    if (rows >= FEWEST_TO_VALIDATE) {
      Splits.Split split = Splits.holdOut(target.strata(), VALIDATION, plan.seed());
      XgBoost.Grown tried =
          XgBoost.grow(
              select(piped.matrix(), split.train()),
              target.select(split.train()).values(),
              growth,
              new XgBoost.Validation(
                  select(piped.matrix(), split.test()), target.select(split.test()).values()),
              threads,
              plan.seed());
      rounds = tried.trees().trees();
    }
    XgBoost.Grown grown =
        XgBoost.grow(
            piped.matrix(), target.values(), growth.withRounds(rounds), null, threads, plan.seed());
    return new Fitted(
        piped.pipeline(),
        new TreeScorer(grown.trees(), regression ? Link.TARGET : Link.LOG_ODDS),
        null,
        grown.provenance());
  }

  private static Matrix select(Matrix all, int[] rows) {
    int width = all.columns();
    double[] values = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(all.values(), rows[i] * width, values, i * width, width);
    }
    return new Matrix(rows.length, width, values);
  }

  /** What predicts the same for everybody, the mean of the rows learned from. */
  static double[] constant(Target train, int rows) {
    double[] same = new double[rows];
    Arrays.fill(same, Arrays.stream(train.values()).average().orElse(0));
    return same;
  }

  /** Algorithms that the plan tries. */
  static List<Algorithm> tried(Plan plan, Task task) {
    return plan.algorithm() == Algorithm.AUTO
        ? Algorithm.candidates(task)
        : List.of(plan.algorithm());
  }
}
