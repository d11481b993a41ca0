package dev.parallax.recommendation.algorithm.factor;

import dev.parallax.recommendation.matrix.Kernels;
import dev.parallax.recommendation.matrix.Workers;
import java.util.SplittableRandom;

/** A vector for each of many rows, one after the other in one array. */
record Factors(int rows, int width, float[] values) {
  /**
   * The parts that a Gram matrix is summed up in: always as many, so that it is always the same.
   */
  private static final int PARTS = 64;

  Factors(int rows, int width) {
    this(rows, width, new float[Math.multiplyExact(rows, width)]);
  }

  static Factors random(int rows, int width, long seed) {
    Factors factors = new Factors(rows, width);
    SplittableRandom random = new SplittableRandom(seed);
    double deviation = 0.1 / Math.sqrt(width);
    for (int i = 0; i < factors.values.length; i++) {
      factors.values[i] = (float) (random.nextGaussian() * deviation);
    }
    return factors;
  }

  int at(int row) {
    return row * width;
  }

  /** The sum over the rows of their products with themselves, {@code width} a row. */
  float[] gram(Workers workers) {
    float[][] parts = new float[PARTS][];
    int each = (rows + PARTS - 1) / PARTS;
    workers.run(
        PARTS,
        1,
        () ->
            part -> {
              float[] sum = new float[width * width];
              int to = Math.min((part + 1) * each, rows);
              for (int row = part * each; row < to; row++) {
                for (int k = 0; k < width; k++) {
                  Kernels.addScaled(sum, k * width, values[at(row) + k], values, at(row), width);
                }
              }
              parts[part] = sum;
            });
    float[] gram = new float[width * width];
    for (int i = 0; i < gram.length; i++) {
      double sum = 0;
      for (float[] part : parts) {
        sum += part[i];
      }
      gram[i] = (float) sum;
    }
    return gram;
  }
}
