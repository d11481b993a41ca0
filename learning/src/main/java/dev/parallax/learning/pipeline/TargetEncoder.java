package dev.parallax.learning.pipeline;

import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A category of many levels: the mean of the target among training rows of the same level, drawn
 * towards the overall mean where there are few of them (Micci-Barreca, "A preprocessing scheme for
 * high-cardinality categorical attributes", 2001). For the training rows themselves each value
 * comes from rows of other parts ({@link #encodeCrossed}): a mean that had a row's own target in it
 * would tell it.
 *
 * @param means by level
 * @param missing of rows without a level
 * @param prior of levels that training did not see
 */
record TargetEncoder(String column, Map<String, Double> means, double missing, double prior)
    implements Encoder {
  /** The overall mean counts as so many rows of each level. */
  private static final double SMOOTHING = 20;

  private static final int PARTS = 5;

  TargetEncoder {
    means = Map.copyOf(means);
  }

  static TargetEncoder fit(CategoryColumn column, double[] target) {
    Sums all = new Sums(column.levels().size());
    for (int row = 0; row < target.length; row++) {
      all.add(column.codes()[row], target[row]);
    }
    Map<String, Double> means = new HashMap<>();
    for (int level = 0; level < column.levels().size(); level++) {
      if (all.counts[level + 1] > 0) {
        means.put(column.levels().get(level), all.mean(level));
      }
    }
    return new TargetEncoder(column.name(), means, all.mean(CategoryColumn.MISSING), all.overall());
  }

  /** Sums of the target by level; the first place is for rows without one. */
  private static final class Sums {
    private final double[] sums;
    private final int[] counts;
    private double sum;
    private int count;

    Sums(int levels) {
      sums = new double[levels + 1];
      counts = new int[levels + 1];
    }

    void add(int code, double target) {
      sums[code + 1] += target;
      counts[code + 1]++;
      sum += target;
      count++;
    }

    double overall() {
      return count == 0 ? 0 : sum / count;
    }

    double mean(int code) {
      return (sums[code + 1] + SMOOTHING * overall()) / (counts[code + 1] + SMOOTHING);
    }

    /** The mean as if the rows of another were not there. */
    double meanWithout(Sums other, int code) {
      int rest = count - other.count;
      double prior = rest == 0 ? overall() : (sum - other.sum) / rest;
      double levelSum = sums[code + 1] - other.sums[code + 1];
      int levelCount = counts[code + 1] - other.counts[code + 1];
      return (levelSum + SMOOTHING * prior) / (levelCount + SMOOTHING);
    }
  }

  /** For the rows that were fitted on: each row's value from the four parts that it is not in. */
  static void encodeCrossed(
      CategoryColumn column, double[] target, long seed, double[] matrix, int at, int width) {
    SplittableRandom random = new SplittableRandom(seed);
    int levels = column.levels().size();
    Sums all = new Sums(levels);
    Sums[] parts = new Sums[PARTS];
    for (int p = 0; p < PARTS; p++) {
      parts[p] = new Sums(levels);
    }
    byte[] partOf = new byte[target.length];
    for (int row = 0; row < target.length; row++) {
      partOf[row] = (byte) random.nextInt(PARTS);
      all.add(column.codes()[row], target[row]);
      parts[partOf[row]].add(column.codes()[row], target[row]);
    }
    for (int row = 0; row < target.length; row++) {
      matrix[row * width + at] = all.meanWithout(parts[partOf[row]], column.codes()[row]);
    }
  }

  @Override
  public List<String> inputs() {
    return List.of(column);
  }

  @Override
  public void encode(Column values, double[] matrix, int at, int width) {
    CategoryColumn categories = (CategoryColumn) values;
    double[] byCode =
        categories.levels().stream().mapToDouble(l -> means.getOrDefault(l, prior)).toArray();
    for (int row = 0; row < categories.size(); row++) {
      int code = categories.codes()[row];
      matrix[row * width + at] = code == CategoryColumn.MISSING ? missing : byCode[code];
    }
  }
}
