package dev.parallax.recommendation.algorithm.factor;

import dev.parallax.recommendation.matrix.Kernels;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Improves the vectors of rows, the others' held fixed, by a few steps of conjugate gradients from
 * where they are (Takács, Pilászy and Tikk, RecSys 2011). The matrix of a row's system is {@code
 * Y'Y + sum (c - 1) y y' + ridge I}; it is never built, only multiplied by, which takes {@code
 * entries x width} instead of {@code entries x width^2}.
 */
final class ConjugateGradient implements IntConsumer {
  private static final float CLOSE_ENOUGH = 1e-12f;

  private final SparseMatrix confidence;
  private final Factors own;
  private final Factors other;
  private final float[] gram;
  private final Ridge ridge;
  private final int steps;
  private final int width;
  private final float[] rest;
  private final float[] direction;
  private final float[] image;

  /**
   * @param confidence by own row and other row, each above what is not there: {@code c - 1}
   * @param gram of the others
   */
  ConjugateGradient(
      SparseMatrix confidence, Factors own, Factors other, float[] gram, Ridge ridge, int steps) {
    this.confidence = confidence;
    this.own = own;
    this.other = other;
    this.gram = gram;
    this.ridge = ridge;
    this.steps = steps;
    this.width = own.width();
    this.rest = new float[width];
    this.direction = new float[width];
    this.image = new float[width];
  }

  @Override
  public void accept(int row) {
    int from = confidence.from(row);
    int to = confidence.to(row);
    float[] x = own.values();
    int at = own.at(row);
    if (from == to) {
      Arrays.fill(x, at, at + width, 0);
      return;
    }
    float hold = (float) ridge.of(weight(row));
    multiply(x, at, row, hold);
    for (int k = 0; k < width; k++) {
      rest[k] = -image[k];
    }
    for (int p = from; p < to; p++) {
      Kernels.addScaled(
          rest, 0, 1 + confidence.value(p), other.values(), other.at(confidence.column(p)), width);
    }
    descend(x, at, row, hold);
  }

  private double weight(int row) {
    double sum = other.rows();
    for (int p = confidence.from(row); p < confidence.to(row); p++) {
      sum += confidence.value(p);
    }
    return sum;
  }

  private void descend(float[] x, int at, int row, float hold) {
    System.arraycopy(rest, 0, direction, 0, width);
    float length = Kernels.dot(rest, 0, rest, 0, width);
    for (int step = 0; step < steps && length > CLOSE_ENOUGH; step++) {
      multiply(direction, 0, row, hold);
      float by = length / Kernels.dot(direction, 0, image, 0, width);
      Kernels.addScaled(x, at, by, direction, 0, width);
      Kernels.addScaled(rest, 0, -by, image, 0, width);
      float next = Kernels.dot(rest, 0, rest, 0, width);
      float keep = next / length;
      for (int k = 0; k < width; k++) {
        direction[k] = rest[k] + keep * direction[k];
      }
      length = next;
    }
  }

  /** The system's matrix times a vector. */
  private void multiply(float[] vector, int at, int row, float hold) {
    for (int k = 0; k < width; k++) {
      image[k] = hold * vector[at + k];
    }
    for (int k = 0; k < width; k++) {
      Kernels.addScaled(image, 0, vector[at + k], gram, k * width, width);
    }
    for (int p = confidence.from(row); p < confidence.to(row); p++) {
      int y = other.at(confidence.column(p));
      float by = confidence.value(p) * Kernels.dot(vector, at, other.values(), y, width);
      Kernels.addScaled(image, 0, by, other.values(), y, width);
    }
  }
}
