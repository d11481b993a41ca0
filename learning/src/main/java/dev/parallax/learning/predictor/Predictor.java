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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
    Explaining explaining = explain ? new Explaining(pipeline, scorer.explainer(), inputs) : null;
    List<Column> used = explain ? explaining.columnsOf(rows) : null;
    List<Prediction> predictions = new ArrayList<>(scores.length);
    for (int row = 0; row < scores.length; row++) {
      double predicted = scorer.link().predicted(scores[row]);
      Prediction.Explanation why = explain ? explanation(explaining, used, row, scores[row]) : null;
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
      Explaining explaining, List<Column> used, int row, double score) {
    double[] byColumn = explaining.byColumn(row);
    List<Prediction.Part> parts = new ArrayList<>(byColumn.length);
    for (int c = 0; c < byColumn.length; c++) {
      Column column = used.get(c);
      parts.add(new Prediction.Part(column.name(), value(column, row), byColumn[c]));
    }
    parts.sort(Comparator.comparingDouble(part -> -Math.abs(part.contribution())));
    return new Prediction.Explanation(scorer.link(), explaining.base(), score, parts);
  }

  private static Object value(Column column, int row) {
    return switch (column) {
      case NumberColumn numbers -> numbers.isMissing(row) ? null : numbers.values()[row];
      case CategoryColumn categories -> categories.text(row);
    };
  }

  /** The mean size of each column's contribution over some rows: what counts in general. */
  Map<String, Double> importance(Table rows) {
    Explaining explaining = new Explaining(pipeline, scorer.explainer(), pipeline.encode(rows));
    List<String> columns = pipeline.columns();
    double[] means = new double[columns.size()];
    for (int row = 0; row < rows.rows(); row++) {
      double[] byColumn = explaining.byColumn(row);
      for (int c = 0; c < means.length; c++) {
        means[c] += Math.abs(byColumn[c]) / rows.rows();
      }
    }
    Map<String, Double> importance = new LinkedHashMap<>();
    IntStream.range(0, means.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -means[c]))
        .forEach(c -> importance.put(columns.get(c), means[c]));
    return importance;
  }
}
