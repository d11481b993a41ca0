package dev.parallax.learning.pipeline;

import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.NumberColumn;
import java.util.Arrays;
import java.util.List;

/**
 * A number: logged, clipped, filled in and scaled, in this order, each only where it was fitted.
 *
 * @param log whether {@code log(1 + x)} is taken, of what is at least 0
 * @param lowest fence below which a value is moved up; null for none
 * @param highest fence above; null for none
 * @param fill what stands for a missing value, after the log; null leaves it missing
 * @param indicator whether an input of its own says that the value was missing
 * @param mean subtracted
 * @param deviation divided by
 */
record NumberEncoder(
    String column,
    boolean log,
    Double lowest,
    Double highest,
    Double fill,
    boolean indicator,
    double mean,
    double deviation)
    implements Encoder {
  private static final double SKEWED = 2;
  private static final double FEWEST_STEPS = 5;

  /** Tukey's outer fences: so many quartile ranges outside the quartiles (1977). */
  private static final double FENCE = 3;

  /**
   * @return null when all values are the same, and say nothing
   */
  static NumberEncoder fit(NumberColumn column, PipelineSettings settings) {
    double[] present = Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).toArray();
    boolean someMissing = present.length < column.size();
    if (present.length == 0) {
      return null;
    }
    Arrays.sort(present);
    if (present[0] == present[present.length - 1] && !someMissing) {
      return null;
    }
    boolean log = settings.log() && isSkewed(present);
    if (log) {
      for (int i = 0; i < present.length; i++) {
        present[i] = Math.log1p(present[i]);
      }
    }
    Double lowest = null;
    Double highest = null;
    if (settings.clip()) {
      double low = quantile(present, 0.25);
      double high = quantile(present, 0.75);
      double fence = FENCE * (high - low);
      if (fence > 0) {
        lowest = present[0] < low - fence ? low - fence : null;
        highest = present[present.length - 1] > high + fence ? high + fence : null;
      }
    }
    Double fill = settings.impute() ? quantile(present, 0.5) : null;
    NumberEncoder unscaled =
        new NumberEncoder(
            column.name(), log, lowest, highest, fill, settings.impute() && someMissing, 0, 1);
    return settings.scale() ? unscaled.scaled(column.values()) : unscaled;
  }

  private NumberEncoder scaled(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value(value);
    }
    double average = sum / values.length;
    double squares = 0;
    for (double value : values) {
      double difference = value(value) - average;
      squares += difference * difference;
    }
    double spread = Math.sqrt(squares / values.length);
    return new NumberEncoder(
        column, log, lowest, highest, fill, indicator, average, spread > 0 ? spread : 1);
  }

  /** Counts and amounts: not negative, of some size, and with a long tail (moment skewness). */
  private static boolean isSkewed(double[] sorted) {
    if (sorted[0] < 0 || sorted[sorted.length - 1] <= FEWEST_STEPS) {
      return false;
    }
    double mean = Arrays.stream(sorted).average().orElse(0);
    double second = 0;
    double third = 0;
    for (double value : sorted) {
      double difference = value - mean;
      second += difference * difference;
      third += difference * difference * difference;
    }
    second /= sorted.length;
    third /= sorted.length;
    return third / Math.pow(second, 1.5) > SKEWED;
  }

  /** Linear between order statistics. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private double value(double raw) {
    double value = raw;
    if (Double.isNaN(value)) {
      value = fill == null ? Double.NaN : fill;
    } else if (log) {
      value = Math.log1p(Math.max(0, value));
    }
    if (lowest != null && value < lowest) {
      value = lowest;
    }
    if (highest != null && value > highest) {
      value = highest;
    }
    return (value - mean) / deviation;
  }

  @Override
  public List<String> inputs() {
    return indicator ? List.of(column, column + " is missing") : List.of(column);
  }

  @Override
  public void encode(Column values, double[] matrix, int at, int width) {
    double[] numbers = ((NumberColumn) values).values();
    for (int row = 0; row < numbers.length; row++) {
      matrix[row * width + at] = value(numbers[row]);
      if (indicator) {
        matrix[row * width + at + 1] = Double.isNaN(numbers[row]) ? 1 : 0;
      }
    }
  }
}
