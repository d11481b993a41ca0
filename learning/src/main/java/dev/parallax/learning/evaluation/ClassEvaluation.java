package dev.parallax.learning.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well probabilities tell positives from negatives.
 *
 * @param rows held out
 * @param positives among them
 * @param threshold from which on a probability is taken for a yes
 * @param metrics accuracy, precision, recall, f1, rocAuc, prAuc (average precision), brier, logLoss
 * @param confusion at the threshold
 * @param calibration the reliability curve: groups of equal width of probability
 * @param lift tenths of rows, those of the highest probability first
 */
public record ClassEvaluation(
    int rows,
    int positives,
    double threshold,
    Map<String, Metric> metrics,
    Confusion confusion,
    List<Bin> calibration,
    List<Tenth> lift) {
  private static final int BINS = 10;
  private static final double SMALLEST = 1e-15;

  /** How often each was said of each. */
  public record Confusion(
      int truePositives, int falsePositives, int trueNegatives, int falseNegatives) {}

  /**
   * @param from of the group, {@code to} being the next one's
   * @param meanPredicted probability, null in an empty group
   * @param observed share of positives
   */
  public record Bin(double from, double to, int rows, Double meanPredicted, Double observed) {}

  /**
   * @param share of rows from the top
   * @param positives of this tenth
   * @param lift share of positives so far, over that of all rows; null without positives
   * @param captured share of all positives that are within the rows so far
   */
  public record Tenth(double share, int rows, int positives, Double lift, Double captured) {}

  /**
   * @param probabilities of a positive
   */
  public static ClassEvaluation of(
      double[] probabilities, boolean[] target, double threshold, long seed) {
    int positives = 0;
    for (boolean yes : target) {
      positives += yes ? 1 : 0;
    }
    int[] all = new int[target.length];
    java.util.Arrays.setAll(all, row -> row);
    return new ClassEvaluation(
        target.length,
        positives,
        threshold,
        Bootstrap.intervals(
            target.length, seed, rows -> metrics(probabilities, target, threshold, rows)),
        confusion(probabilities, target, threshold, all),
        bins(probabilities, target),
        lift(probabilities, target, positives));
  }

  private static Confusion confusion(
      double[] probabilities, boolean[] target, double threshold, int[] rows) {
    int[] counts = new int[4];
    for (int row : rows) {
      boolean said = probabilities[row] >= threshold;
      counts[(said ? 0 : 2) + (said == target[row] ? 0 : 1)]++;
    }
    return new Confusion(counts[0], counts[1], counts[2], counts[3]);
  }

  private static Map<String, Double> metrics(
      double[] probabilities, boolean[] target, double threshold, int[] rows) {
    double[] p = new double[rows.length];
    boolean[] y = new boolean[rows.length];
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      p[i] = probabilities[rows[i]];
      y[i] = target[rows[i]];
      loss -= Math.log(Math.max(SMALLEST, y[i] ? p[i] : 1 - p[i]));
    }
    Confusion at = confusion(probabilities, target, threshold, rows);
    double said = at.truePositives + at.falsePositives;
    double real = at.truePositives + at.falseNegatives;
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", (double) (at.truePositives + at.trueNegatives) / rows.length);
    metrics.put("precision", said == 0 ? Double.NaN : at.truePositives / said);
    metrics.put("recall", real == 0 ? Double.NaN : at.truePositives / real);
    metrics.put("f1", said + real == 0 ? Double.NaN : 2.0 * at.truePositives / (said + real));
    metrics.put("rocAuc", RankingMetrics.areaUnderRoc(p, y));
    metrics.put("prAuc", RankingMetrics.averagePrecision(p, y));
    metrics.put("brier", RankingMetrics.brier(p, y));
    metrics.put("logLoss", loss / rows.length);
    return metrics;
  }

  private static List<Bin> bins(double[] probabilities, boolean[] target) {
    int[] rows = new int[BINS];
    int[] yes = new int[BINS];
    double[] sums = new double[BINS];
    for (int i = 0; i < target.length; i++) {
      int bin = Math.clamp((int) (probabilities[i] * BINS), 0, BINS - 1);
      rows[bin]++;
      yes[bin] += target[i] ? 1 : 0;
      sums[bin] += probabilities[i];
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      Double mean = rows[b] == 0 ? null : Double.valueOf(sums[b] / rows[b]);
      Double observed = rows[b] == 0 ? null : Double.valueOf((double) yes[b] / rows[b]);
      bins.add(new Bin((double) b / BINS, (b + 1.0) / BINS, rows[b], mean, observed));
    }
    return bins;
  }

  private static List<Tenth> lift(double[] probabilities, boolean[] target, int positives) {
    int[] order = RankingMetrics.ascending(probabilities);
    int rows = target.length;
    List<Tenth> tenths = new ArrayList<>();
    int seen = 0;
    int found = 0;
    for (int t = 1; t <= BINS; t++) {
      int until = (int) ((long) t * rows / BINS);
      int before = found;
      int size = until - seen;
      for (; seen < until; seen++) {
        found += target[order[rows - 1 - seen]] ? 1 : 0;
      }
      boolean known = positives > 0 && seen > 0;
      tenths.add(
          new Tenth(
              (double) t / BINS,
              size,
              found - before,
              known ? Double.valueOf((double) found / seen * rows / positives) : null,
              known ? Double.valueOf((double) found / positives) : null));
    }
    return tenths;
  }
}
