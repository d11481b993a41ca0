package dev.parallax.recommendation.matrix;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Sums and products of parts of arrays, as many numbers at a time as the processor takes. */
public final class Kernels {
  static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = LANES.length();

  private Kernels() {}

  /** The sum of products of {@code length} numbers of two arrays. */
  public static float dot(float[] a, int fromA, float[] b, int fromB, int length) {
    FloatVector first = FloatVector.zero(LANES);
    FloatVector second = FloatVector.zero(LANES);
    int i = 0;
    for (; i <= length - 2 * WIDTH; i += 2 * WIDTH) {
      first =
          FloatVector.fromArray(LANES, a, fromA + i)
              .fma(FloatVector.fromArray(LANES, b, fromB + i), first);
      second =
          FloatVector.fromArray(LANES, a, fromA + i + WIDTH)
              .fma(FloatVector.fromArray(LANES, b, fromB + i + WIDTH), second);
    }
    for (; i <= length - WIDTH; i += WIDTH) {
      first =
          FloatVector.fromArray(LANES, a, fromA + i)
              .fma(FloatVector.fromArray(LANES, b, fromB + i), first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < length; i++) {
      sum = Math.fma(a[fromA + i], b[fromB + i], sum);
    }
    return sum;
  }

  /** Adds {@code scale} times {@code length} numbers of one array to those of another. */
  public static void addScaled(
      float[] to, int atTo, float scale, float[] from, int atFrom, int length) {
    FloatVector by = FloatVector.broadcast(LANES, scale);
    int i = 0;
    for (; i <= length - WIDTH; i += WIDTH) {
      FloatVector.fromArray(LANES, from, atFrom + i)
          .fma(by, FloatVector.fromArray(LANES, to, atTo + i))
          .intoArray(to, atTo + i);
    }
    for (; i < length; i++) {
      to[atTo + i] = Math.fma(from[atFrom + i], scale, to[atTo + i]);
    }
  }
}
