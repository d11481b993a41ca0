package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.learning.predictor.Link;
import dev.parallax.learning.predictor.Prediction;
import dev.parallax.learning.predictor.Predictor;
import java.util.List;

/**
 * What is predicted.
 *
 * @param target the column that is predicted
 * @param positive the class whose probability it is, left out for numbers
 * @param beatsBaseline whether the model predicts better than the mean does, by more than chance
 * @param note what to think of the answer, left out where there is nothing to say
 * @param items in the order of the rows that were sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PredictionAnswer(
    String predictor,
    String modelVersion,
    String target,
    String type,
    String positive,
    boolean beatsBaseline,
    String note,
    List<Item> items) {
  private static final String NO_BETTER =
      "the model predicts no better than the mean does, or not by more than chance";

  /**
   * One row.
   *
   * @param cid of a customer, left out of rows that were sent
   * @param value the number; classes have probability and label instead
   * @param interval left out where there were too few rows to tell
   * @param base what would be predicted of a row nothing is known of, in {@code unit}
   * @param unit what base and contributions are counted in: target, log-odds or probability
   * @param contributions what each column adds to base, the largest first; they add up to score
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String cid,
      Double value,
      Double probability,
      String label,
      Prediction.Interval interval,
      Link unit,
      Double base,
      Double score,
      List<Prediction.Part> contributions) {
    static Item of(String cid, Prediction prediction) {
      Prediction.Explanation why = prediction.explanation();
      return new Item(
          cid,
          prediction.value(),
          prediction.probability(),
          prediction.label(),
          prediction.interval(),
          why == null ? null : why.unit(),
          why == null ? null : why.base(),
          why == null ? null : why.score(),
          why == null ? null : why.contributions());
    }
  }

  static PredictionAnswer of(String name, ServingPredictors.Serving serving, List<Item> items) {
    Predictor predictor = serving.predictor();
    return new PredictionAnswer(
        name,
        serving.version(),
        predictor.target(),
        predictor.task().wireName(),
        predictor.positive(),
        serving.beatsBaseline(),
        serving.beatsBaseline() ? null : NO_BETTER,
        items);
  }
}
