package dev.parallax.learning.predictor;

import dev.parallax.learning.pipeline.Matrix;
import dev.parallax.learning.tree.TreeShap;
import dev.parallax.learning.tree.Trees;

/** Trees. */
record TreeScorer(Trees trees, Link link) implements Scorer {
  @Override
  public double[] scores(Matrix inputs) {
    return trees.scores(inputs.floats(), inputs.rows());
  }

  @Override
  public Explainer explainer() {
    TreeShap shap = new TreeShap(trees);
    return new Explainer() {
      @Override
      public double base() {
        return shap.base();
      }

      @Override
      public double[] contributions(Matrix inputs, int row) {
        float[] inputsOfRow = new float[inputs.columns()];
        for (int i = 0; i < inputsOfRow.length; i++) {
          inputsOfRow[i] = (float) inputs.get(row, i);
        }
        return shap.contributions(inputsOfRow, 0);
      }
    };
  }
}
