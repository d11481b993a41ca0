package dev.parallax.learning.predictor;

import dev.parallax.learning.calibration.Alike;
import dev.parallax.learning.calibration.Conformal;
import dev.parallax.learning.pipeline.Matrix;
import dev.parallax.learning.pipeline.Pipeline;
import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.learning.table.Schema;
import dev.parallax.learning.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A model with all that is needed to use it: the pipeline, what was learned, how sure it is.
 * Immutable and thread safe; it knows no row that it was learned from.
 *
 * @param target the column that it predicts
 * @param positive the class whose probability it is, null for numbers
 * @param negative what is said below the threshold, null for numbers
 * @param conformal of numbers; null where there were too few rows
 * @param alike of probabilities; null likewise
 * @param provenance how it was learned: library, settings, seed
 */
public record Predictor(
    String target,
    Task task,
    Algorithm algorithm,
    String positive,
    String negative,
    double threshold,
    Pipeline pipeline,
    Scorer scorer,
    Conformal conformal,
    Alike alike,
    Map<String, Object> provenance) {

  /** What a row has to have. */
  public Schema schema() {
    return pipeline.schema();
  }

  /**
   * @param rows of the {@link #schema}
   * @param explain whether to say what each column adds; costs more than the prediction of trees
   */
  public List<Prediction> predict(Table rows, boolean explain) {
    Matrix inputs = pipeline.encode(rows);
    double[] scores = scorer.scores(inputs);
    Scorer.Explainer explainer = explain ? scorer.explainer() : null;
    int[] columnOfInput = explain ? pipeline.columnOfInput() : null;
    List<Prediction> predictions = new ArrayList<>(scores.length);
    for (int row = 0; row < scores.length; row++) {
      double predicted = scorer.link().predicted(scores[row]);
      Prediction.Explanation why =
          explain ? explanation(explainer, columnOfInput, inputs, rows, row, scores[row]) : null;
      predictions.add(
          task == Task.REGRESSION
              ? new Prediction(predicted, null, null, interval(predicted), why)
              : new Prediction(
                  null,
                  predicted,
                  predicted >= threshold ? positive : negative,
                  interval(predicted),
                  why));
    }
    return predictions;
  }

  private Prediction.Interval interval(double predicted) {
    if (conformal != null) {
      return new Prediction.Interval(
          predicted - conformal.halfWidth(),
          predicted + conformal.halfWidth(),
          conformal.confidence(),
          null,
          null);
    }
    if (alike != null) {
      Alike.Observed around = alike.around(predicted);
      return new Prediction.Interval(
          around.low(), around.high(), alike.confidence(), around.share(), around.rows());
    }
    return null;
  }

  private Prediction.Explanation explanation(
      Scorer.Explainer explainer,
      int[] columnOfInput,
      Matrix inputs,
      Table rows,
      int row,
      double score) {
    double[] byInput = explainer.contributions(inputs, row);
    List<String> columns = pipeline.columns();
    double[] byColumn = new double[columns.size()];
    for (int i = 0; i < byInput.length; i++) {
      byColumn[columnOfInput[i]] += byInput[i];
    }
    List<Prediction.Part> parts = new ArrayList<>(byColumn.length);
    for (int c = 0; c < byColumn.length; c++) {
      Column column = rows.column(columns.get(c)).orElseThrow();
      parts.add(new Prediction.Part(columns.get(c), value(column, row), byColumn[c]));
    }
    parts.sort(Comparator.comparingDouble(part -> -Math.abs(part.contribution())));
    return new Prediction.Explanation(scorer.link(), explainer.base(), score, parts);
  }

  private static Object value(Column column, int row) {
    return switch (column) {
      case NumberColumn numbers -> numbers.isMissing(row) ? null : numbers.values()[row];
      case CategoryColumn categories -> categories.text(row);
    };
  }

  /** The mean size of each column's contribution over some rows: what counts in general. */
  Map<String, Double> importance(Table rows) {
    Matrix inputs = pipeline.encode(rows);
    Scorer.Explainer explainer = scorer.explainer();
    int[] columnOfInput = pipeline.columnOfInput();
    List<String> columns = pipeline.columns();
    double[] sums = new double[columns.size()];
    for (int row = 0; row < inputs.rows(); row++) {
      double[] byColumn = new double[sums.length];
      double[] byInput = explainer.contributions(inputs, row);
      for (int i = 0; i < byInput.length; i++) {
        byColumn[columnOfInput[i]] += byInput[i];
      }
      for (int c = 0; c < sums.length; c++) {
        sums[c] += Math.abs(byColumn[c]) / inputs.rows();
      }
    }
    Map<String, Double> importance = new java.util.LinkedHashMap<>();
    java.util.stream.IntStream.range(0, sums.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -sums[c]))
        .forEach(c -> importance.put(columns.get(c), sums[c]));
    return importance;
  }
}
