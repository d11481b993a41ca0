package dev.parallax.learning.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well scores put positives first. Exact, ties included; Tribuo's own average precision was
 * rejected since it breaks ties by the order of the input.
 */
public final class RankingMetrics {
  private RankingMetrics() {}

  /**
   * Area under the ROC curve: the probability that a positive scores above a negative, ties
   * counting half (Mann and Whitney, 1947; Hanley and McNeil, 1982).
   *
   * @return NaN when one of the two kinds is missing
   */
  public static double areaUnderRoc(double[] scores, boolean[] positive) {
    int[] order = ascending(scores);
    double rankSum = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = endOfTie(scores, order, from);
      int inTie = 0;
      for (int i = from; i < to; i++) {
        inTie += positive[order[i]] ? 1 : 0;
      }
      rankSum += inTie * ((from + 1 + to) / 2.0);
      positives += inTie;
      from = to;
    }
    long negatives = order.length - positives;
    return positives == 0 || negatives == 0
        ? Double.NaN
        : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }

  /**
   * Average precision: the sum of precision times the gain in recall over the distinct thresholds,
   * highest first, without interpolation (Davis and Goadrich, 2006).
   *
   * @return NaN when there is no positive
   */
  public static double averagePrecision(double[] scores, boolean[] positive) {
    int[] order = ascending(scores);
    long hits = 0;
    long seen = 0;
    double sum = 0;
    for (int to = order.length; to > 0; ) {
      int from = startOfTie(scores, order, to);
      int inTie = 0;
      for (int i = from; i < to; i++) {
        inTie += positive[order[i]] ? 1 : 0;
      }
      hits += inTie;
      seen += to - from;
      sum += inTie * ((double) hits / seen);
      to = from;
    }
    return hits == 0 ? Double.NaN : sum / hits;
  }

  /** Mean squared error of probabilities (Brier, 1950). */
  public static double brier(double[] probabilities, boolean[] positive) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double error = probabilities[i] - (positive[i] ? 1 : 0);
      sum += error * error;
    }
    return sum / probabilities.length;
  }

  /** Mean probability over the share that was positive: 1 when calibrated in the large. */
  public static double expectedOverObserved(double[] probabilities, boolean[] positive) {
    long observed = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
    return observed == 0 ? Double.NaN : Arrays.stream(probabilities).sum() / observed;
  }

  /**
   * Positions by ascending score, without boxing: each goes to the next free place of its score.
   */
  static int[] ascending(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int[] taken = new int[scores.length];
    int[] order = new int[scores.length];
    for (int i = 0; i < scores.length; i++) {
      int first = lowerBound(sorted, scores[i]);
      order[first + taken[first]++] = i;
    }
    return order;
  }

  private static int lowerBound(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Double.compare(sorted[middle], value) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int endOfTie(double[] scores, int[] order, int from) {
    int to = from + 1;
    while (to < order.length && Double.compare(scores[order[to]], scores[order[from]]) == 0) {
      to++;
    }
    return to;
  }

  private static int startOfTie(double[] scores, int[] order, int to) {
    int from = to - 1;
    while (from > 0 && Double.compare(scores[order[from - 1]], scores[order[to - 1]]) == 0) {
      from--;
    }
    return from;
  }
}
