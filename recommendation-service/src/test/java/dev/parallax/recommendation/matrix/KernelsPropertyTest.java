package dev.parallax.recommendation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KernelsPropertyTest {
  @Property(tries = 200, seed = "1")
  void productsAndSumsAreThoseOfAPlainLoopWhereverTheyBegin(
      @ForAll @IntRange(max = 150) int length,
      @ForAll @IntRange(max = 5) int fromA,
      @ForAll @IntRange(max = 5) int fromB,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    float[] a = numbers(random, fromA + length + 3);
    float[] b = numbers(random, fromB + length + 3);
    double dot = 0;
    float[] expected = a.clone();
    for (int i = 0; i < length; i++) {
      dot += (double) a[fromA + i] * b[fromB + i];
      expected[fromA + i] = Math.fma(b[fromB + i], 1.5f, a[fromA + i]);
    }
    assertThat((double) Kernels.dot(a, fromA, b, fromB, length)).isCloseTo(dot, within(1e-3));
    Kernels.addScaled(a, fromA, 1.5f, b, fromB, length);
    assertThat(a).containsExactly(expected);
  }

  private static float[] numbers(Random random, int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextFloat() * 4 - 2;
    }
    return numbers;
  }
}
