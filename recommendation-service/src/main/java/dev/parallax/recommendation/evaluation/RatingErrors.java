package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.evaluation.metric.Bootstrap;
import dev.parallax.recommendation.evaluation.metric.Estimate;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far predicted ratings are from those held out, over all ratings (not user by user): the root
 * of the mean square (RMSE) and the mean (MAE). Predictions are held to the range of the ratings
 * learned from.
 */
final class RatingErrors {
  private final double[] squares;
  private final double[] distances;
  private final int[] ratings;

  private RatingErrors(int cases) {
    squares = new double[cases];
    distances = new double[cases];
    ratings = new int[cases];
  }

  /** Both by name. */
  static Map<String, Estimate> of(
      Scorer scorer, HeldOut questions, Interactions learned, Bootstrap bootstrap) {
    RatingErrors errors = measured(scorer, questions, learned);
    return Map.of(
        "rmse", bootstrap.of(errors::rootOfMean),
        "mae", bootstrap.of(cases -> errors.mean(errors.distances, cases)));
  }

  /** A search by the first of them. */
  static Validation validation(HeldOut questions, Interactions learned) {
    int[] all = IntStream.range(0, questions.size()).toArray();
    return (settings, scorer, fitSeconds) ->
        new Trial(settings, null, measured(scorer, questions, learned).rootOfMean(all), fitSeconds);
  }

  private static RatingErrors measured(Scorer scorer, HeldOut questions, Interactions learned) {
    RatingErrors errors = new RatingErrors(questions.size());
    float lowest = Float.MAX_VALUE;
    float highest = -Float.MAX_VALUE;
    for (int p = 0; p < learned.size(); p++) {
      lowest = Math.min(lowest, learned.value(p));
      highest = Math.max(highest, learned.value(p));
    }
    float[] scores = new float[questions.items()];
    for (int c = 0; c < questions.size(); c++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while measuring");
      }
      scorer.score(questions.history(c), scores);
      for (int i = 0; i < questions.asked(c); i++) {
        float predicted = Math.clamp(scores[questions.askedItem(c, i)], lowest, highest);
        errors.add(c, predicted - questions.askedRating(c, i));
      }
    }
    return errors;
  }

  private void add(int number, double error) {
    squares[number] += error * error;
    distances[number] += Math.abs(error);
    ratings[number]++;
  }

  private double rootOfMean(int[] cases) {
    return Math.sqrt(mean(squares, cases));
  }

  private double mean(double[] sums, int[] cases) {
    double sum = 0;
    long count = 0;
    for (int one : cases) {
      sum += sums[one];
      count += ratings[one];
    }
    return count == 0 ? 0 : sum / count;
  }
}
