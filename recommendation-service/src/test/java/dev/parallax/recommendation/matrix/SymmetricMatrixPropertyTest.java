package dev.parallax.recommendation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SymmetricMatrixPropertyTest {
  /** The sizes go over a block of 128 and over two. */
  @Property(tries = 25, seed = "2")
  void timesItsInverseItIsOne(
      @ForAll @IntRange(min = 1, max = 290) int size,
      @ForAll @IntRange(min = 1, max = 3) int threads,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    double[][] matrix = positiveDefinite(size, seed);
    SymmetricMatrix inverse = inverse(matrix, threads);
    Random random = new Random(seed);
    for (int tried = 0; tried < 20; tried++) {
      int i = random.nextInt(size);
      int j = random.nextInt(size);
      double product = 0;
      for (int k = 0; k < size; k++) {
        product += matrix[i][k] * inverse.values()[inverse.row(k) + j];
      }
      assertThat(product).isBetween((i == j ? 1 : 0) - 1e-3, (i == j ? 1 : 0) + 1e-3);
      assertThat(inverse.values()[inverse.row(i) + j])
          .isEqualTo(inverse.values()[inverse.row(j) + i]);
    }
  }

  @Example
  void isTheSameForAnyNumberOfThreads() {
    double[][] matrix = positiveDefinite(300, 3);
    assertThat(inverse(matrix, 1).values()).containsExactly(inverse(matrix, 4).values());
  }

  @Example
  void refusesWhatIsNotPositiveDefinite() {
    double[][] matrix = {{1, 2}, {2, 1}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inverse(matrix, 1))
        .withMessageContaining("positive definite");
  }

  private static SymmetricMatrix inverse(double[][] of, int threads) {
    SymmetricMatrix matrix = new SymmetricMatrix(of.length);
    for (int i = 0; i < of.length; i++) {
      for (int j = 0; j <= i; j++) {
        matrix.values()[matrix.row(i) + j] = (float) of[i][j];
      }
    }
    try (Workers workers = new Workers(threads)) {
      matrix.invert(workers);
    }
    return matrix;
  }

  private static double[][] positiveDefinite(int size, int seed) {
    Random random = new Random(seed);
    double[][] x = new double[size / 2 + 1][size];
    for (double[] row : x) {
      for (int i = 0; i < size; i++) {
        row[i] = random.nextInt(5) == 0 ? random.nextDouble() : 0;
      }
    }
    double[][] gram = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (double[] row : x) {
          gram[i][j] += row[i] * row[j];
        }
        gram[i][j] += i == j ? 1 : 0;
      }
    }
    return gram;
  }
}
