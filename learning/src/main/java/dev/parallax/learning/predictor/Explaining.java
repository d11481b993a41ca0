package dev.parallax.learning.predictor;

import dev.parallax.learning.pipeline.Matrix;
import dev.parallax.learning.pipeline.Pipeline;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.Table;
import java.util.List;

/** What columns add to scores: what all inputs that were made of one add together. */
final class Explaining {
  private final Pipeline pipeline;
  private final Scorer.Explainer explainer;
  private final Matrix inputs;
  private final int[] columnOfInput;
  private final int columns;

  Explaining(Pipeline pipeline, Scorer.Explainer explainer, Matrix inputs) {
    this.pipeline = pipeline;
    this.explainer = explainer;
    this.inputs = inputs;
    this.columnOfInput = pipeline.columnOfInput();
    this.columns = pipeline.columns().size();
  }

  /** What is added to. */
  double base() {
    return explainer.base();
  }

  /** By place among {@link Pipeline#columns}. */
  double[] byColumn(int row) {
    double[] byInput = explainer.contributions(inputs, row);
    double[] byColumn = new double[columns];
    for (int i = 0; i < byInput.length; i++) {
      byColumn[columnOfInput[i]] += byInput[i];
    }
    return byColumn;
  }

  /** A table's columns, in the order of {@link Pipeline#columns}. */
  List<Column> columnsOf(Table rows) {
    return pipeline.columns().stream().map(name -> rows.column(name).orElseThrow()).toList();
  }
}
