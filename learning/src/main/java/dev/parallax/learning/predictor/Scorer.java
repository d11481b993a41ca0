package dev.parallax.learning.predictor;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parallax.learning.pipeline.Matrix;

/** What was learned, by the pipeline's inputs. A score adds up over inputs. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LinearScorer.class, name = "linear"),
  @JsonSubTypes.Type(value = TreeScorer.class, name = "trees")
})
sealed interface Scorer permits LinearScorer, TreeScorer {
  /** By row. */
  double[] scores(Matrix inputs);

  /** How a score becomes what is predicted. */
  Link link();

  /** Explains rows; not thread safe, cheap to make. */
  Explainer explainer();

  /** What each input adds to a base. */
  interface Explainer {
    double base();

    double[] contributions(Matrix inputs, int row);
  }
}
