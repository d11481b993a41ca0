package dev.parallax.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.learning.linear.LeastSquares.Coefficient;
import dev.parallax.learning.pipeline.Matrix;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Certified values of the NIST Statistical Reference Datasets (linear regression): Norris, of lower
 * difficulty, and Longley, whose columns nearly depend on each other.
 */
class LeastSquaresTest {
  private static final Percentage SEVEN_DIGITS = Percentage.withPercentage(1e-5);

  @Test
  void norrisIsAsCertified() {
    double[][] data = {
      {0.1, 0.2}, {338.8, 337.4}, {118.1, 118.2}, {888.0, 884.6}, {9.2, 10.1}, {228.1, 226.5},
      {668.5, 666.3}, {998.5, 996.3}, {449.1, 448.6}, {778.9, 777.0}, {559.2, 558.2}, {0.3, 0.4},
      {0.1, 0.6}, {778.1, 775.5}, {668.8, 666.9}, {339.3, 338.0}, {448.9, 447.5}, {10.8, 11.6},
      {557.7, 556.0}, {228.3, 228.1}, {998.0, 995.8}, {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},
      {0.6, 0.3}, {557.6, 556.8}, {339.3, 339.1}, {888.0, 887.2}, {998.5, 999.0}, {778.9, 779.0},
      {10.2, 11.1}, {117.6, 118.3}, {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9}, {0.2, 0.5}
    };
    // NIST lists y before x.
    double[] y = Arrays.stream(data).mapToDouble(row -> row[0]).toArray();
    double[] x = Arrays.stream(data).mapToDouble(row -> row[1]).toArray();
    LeastSquares fit = LeastSquares.fit(new Matrix(36, 1, x), y, List.of("x"));
    expect(fit.coefficients().get(0), -0.262323073774029, 0.232818234301152);
    expect(fit.coefficients().get(1), 1.00211681802045, 0.429796848199937e-3);
    assertThat(fit.residualDeviation()).isCloseTo(0.884796396144373, SEVEN_DIGITS);
    assertThat(fit.r2()).isCloseTo(0.999993745883712, SEVEN_DIGITS);
    assertThat(fit.f()).isCloseTo(5436385.54079785, SEVEN_DIGITS);
    assertThat(fit.mse()).isCloseTo(26.6173985294224 / 36, SEVEN_DIGITS);
  }

  @Test
  void longleyIsAsCertified() {
    double[][] data = {
      {60323, 83.0, 234289, 2356, 1590, 107608, 1947},
      {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
      {60171, 88.2, 258054, 3682, 1616, 109773, 1949},
      {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
      {63221, 96.2, 328975, 2099, 3099, 112075, 1951},
      {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
      {64989, 99.0, 365385, 1870, 3547, 115094, 1953},
      {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
      {66019, 101.2, 397469, 2904, 3048, 117388, 1955},
      {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
      {68169, 108.4, 442769, 2936, 2798, 120445, 1957},
      {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
      {68655, 112.6, 482704, 3813, 2552, 123366, 1959},
      {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
      {69331, 115.7, 518173, 4806, 2572, 127852, 1961},
      {70551, 116.9, 554894, 4007, 2827, 130081, 1962}
    };
    double[] y = Arrays.stream(data).mapToDouble(row -> row[0]).toArray();
    double[] x =
        Arrays.stream(data).flatMapToDouble(row -> Arrays.stream(row, 1, row.length)).toArray();
    LeastSquares fit =
        LeastSquares.fit(
            new Matrix(16, 6, x),
            y,
            List.of("deflator", "gnp", "unemployed", "armed", "population", "year"));
    expect(fit.coefficients().get(0), -3482258.63459582, 890420.383607373);
    expect(fit.coefficients().get(1), 15.0618722713733, 84.9149257747669);
    expect(fit.coefficients().get(2), -0.358191792925910e-01, 0.334910077722432e-01);
    expect(fit.coefficients().get(3), -2.02022980381683, 0.488399681651699);
    expect(fit.coefficients().get(4), -1.03322686717359, 0.214274163161675);
    expect(fit.coefficients().get(5), -0.511041056535807e-01, 0.226073200069370);
    expect(fit.coefficients().get(6), 1829.15146461355, 455.478499142212);
    assertThat(fit.residualDeviation()).isCloseTo(304.854073561965, SEVEN_DIGITS);
    assertThat(fit.r2()).isCloseTo(0.995479004577296, SEVEN_DIGITS);
    assertThat(fit.adjustedR2()).isCloseTo(1 - (1 - 0.995479004577296) * 15 / 9, SEVEN_DIGITS);
    assertThat(fit.f()).isCloseTo(330.285339234588, SEVEN_DIGITS);
    // As R's summary(lm(...)) prints them: t -4.136, p 0.002535 of unemployed.
    Coefficient unemployed = fit.coefficients().get(3);
    assertThat(unemployed.t()).isCloseTo(-4.136, within(5e-4));
    assertThat(unemployed.p()).isCloseTo(0.002535, within(5e-7));
    assertThat(fit.dependent()).isEmpty();
  }

  @Test
  void aColumnThatDependsOnOthersIsLeftOutAndNamed() {
    double[] x = new double[60];
    double[] y = new double[20];
    for (int i = 0; i < 20; i++) {
      x[3 * i] = i;
      x[3 * i + 1] = (i * 7) % 5;
      x[3 * i + 2] = 2 * x[3 * i] - 3 * x[3 * i + 1] + 4;
      y[i] = 10 + 3 * x[3 * i] - 2 * x[3 * i + 1];
    }
    LeastSquares fit = LeastSquares.fit(new Matrix(20, 3, x), y, List.of("a", "b", "c"));
    assertThat(fit.rank()).isEqualTo(3);
    assertThat(fit.dependent()).containsExactly("c");
    assertThat(fit.coefficients().get(0).value()).isCloseTo(10, within(1e-10));
    assertThat(fit.coefficients().get(1).value()).isCloseTo(3, within(1e-10));
    assertThat(fit.coefficients().get(2).value()).isCloseTo(-2, within(1e-10));
    LinearScore score = fit.score(new double[3]);
    assertThat(score.score(new double[] {1, 2, 0}, 0)).isCloseTo(9, within(1e-9));
  }

  @Test
  void withoutRowsToSpareThereAreCoefficientsButNoErrors() {
    LeastSquares fit =
        LeastSquares.fit(new Matrix(2, 1, new double[] {1, 3}), new double[] {2, 6}, List.of("x"));
    assertThat(fit.coefficients().get(1).value()).isCloseTo(2, within(1e-12));
    assertThat(fit.coefficients().get(1).standardError()).isNull();
    assertThat(fit.residualDeviation()).isNull();
  }

  private static void expect(Coefficient coefficient, double value, double standardError) {
    assertThat(coefficient.value()).isCloseTo(value, SEVEN_DIGITS);
    assertThat(coefficient.standardError()).isCloseTo(standardError, SEVEN_DIGITS);
  }
}
