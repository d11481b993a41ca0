package dev.parallax.recommendation.matrix;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loop of a product of matrices: subtracts {@code left x right} from a few rows and two
 * vectors' width of columns, all of whose sums stay in registers. Twelve accumulators were taken
 * since they fit the sixteen registers of AVX2 with what is multiplied.
 */
final class Tile {
  private static final VectorSpecies<Float> LANES = Kernels.LANES;
  private static final int WIDTH = LANES.length();

  /** Rows of a tile. */
  static final int ROWS = 6;

  /** Columns of a tile. */
  static final int COLUMNS = 2 * WIDTH;

  private Tile() {}

  /**
   * @param a is subtracted from, at the tile's first number, {@code stride} a row
   * @param left {@code depth} a row, from the tile's first row
   * @param right by depth, {@code width} each, from the tile's first column
   */
  static void subtract(
      float[] a,
      int at,
      int stride,
      float[] left,
      int leftAt,
      int depth,
      float[] right,
      int rightAt,
      int width) {
    FloatVector s00 = FloatVector.zero(LANES);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s40 = s00;
    FloatVector s41 = s00;
    FloatVector s50 = s00;
    FloatVector s51 = s00;
    for (int k = 0, r = rightAt; k < depth; k++, r += width) {
      FloatVector r0 = FloatVector.fromArray(LANES, right, r);
      FloatVector r1 = FloatVector.fromArray(LANES, right, r + WIDTH);
      int l = leftAt + k;
      FloatVector by = FloatVector.broadcast(LANES, left[l]);
      s00 = r0.fma(by, s00);
      s01 = r1.fma(by, s01);
      by = FloatVector.broadcast(LANES, left[l + depth]);
      s10 = r0.fma(by, s10);
      s11 = r1.fma(by, s11);
      by = FloatVector.broadcast(LANES, left[l + 2 * depth]);
      s20 = r0.fma(by, s20);
      s21 = r1.fma(by, s21);
      by = FloatVector.broadcast(LANES, left[l + 3 * depth]);
      s30 = r0.fma(by, s30);
      s31 = r1.fma(by, s31);
      by = FloatVector.broadcast(LANES, left[l + 4 * depth]);
      s40 = r0.fma(by, s40);
      s41 = r1.fma(by, s41);
      by = FloatVector.broadcast(LANES, left[l + 5 * depth]);
      s50 = r0.fma(by, s50);
      s51 = r1.fma(by, s51);
    }
    subtract(a, at, s00, s01);
    subtract(a, at + stride, s10, s11);
    subtract(a, at + 2 * stride, s20, s21);
    subtract(a, at + 3 * stride, s30, s31);
    subtract(a, at + 4 * stride, s40, s41);
    subtract(a, at + 5 * stride, s50, s51);
  }

  private static void subtract(float[] a, int at, FloatVector first, FloatVector second) {
    FloatVector.fromArray(LANES, a, at).sub(first).intoArray(a, at);
    FloatVector.fromArray(LANES, a, at + WIDTH).sub(second).intoArray(a, at + WIDTH);
  }
}
