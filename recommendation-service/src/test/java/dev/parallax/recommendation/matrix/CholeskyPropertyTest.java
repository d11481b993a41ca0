package dev.parallax.recommendation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CholeskyPropertyTest {
  @Property(tries = 100, seed = "3")
  void theSolutionFulfilsTheEquations(
      @ForAll @IntRange(min = 1, max = 40) int size, @ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    double[] matrix = new double[size * size];
    for (int row = 0; row < size + 3; row++) {
      double[] x = random.doubles(size, -1, 1).toArray();
      for (int i = 0; i < size * size; i++) {
        matrix[i] += x[i / size] * x[i % size];
      }
    }
    for (int i = 0; i < size; i++) {
      matrix[i * size + i] += 0.1;
    }
    double[] right = random.doubles(size, -1, 1).toArray();
    double[] solved = right.clone();
    double[] factor = matrix.clone();
    assertThat(Cholesky.factor(factor, size)).isTrue();
    Cholesky.solve(factor, solved, size);
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += matrix[i * size + j] * solved[j];
      }
      assertThat(sum).isCloseTo(right[i], within(1e-8));
    }
  }

  @Example
  void saysThatAMatrixIsNotPositiveDefinite() {
    assertThat(Cholesky.factor(new double[] {1, 2, 2, 1}, 2)).isFalse();
  }
}
