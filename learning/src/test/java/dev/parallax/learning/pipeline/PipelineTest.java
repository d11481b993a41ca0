package dev.parallax.learning.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.learning.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineTest {

  @Test
  void numbersAreFilledScaledAndMarkedByTrainingRowsOnly() {
    Table train = table(new NumberColumn("x", new double[] {1, 2, Double.NaN, 3}));
    Pipeline.Fitted fitted = Pipeline.fit(train, new double[4], PipelineSettings.weighed(1));
    assertThat(fitted.pipeline().inputs()).containsExactly("x", "x is missing");
    // 1, 2, 2 (the median), 3: mean 2, deviation sqrt(1/2).
    assertThat(fitted.matrix().get(0, 0)).isCloseTo(-Math.sqrt(2), within(1e-12));
    assertThat(fitted.matrix().get(2, 0)).isCloseTo(0, within(1e-12));
    assertThat(fitted.matrix().get(2, 1)).isEqualTo(1);
    Matrix later = fitted.pipeline().encode(table(new NumberColumn("x", new double[] {1000})));
    assertThat(later.get(0, 0)).isCloseTo(998 * Math.sqrt(2), within(1e-9));
  }

  @Test
  void skewedCountsAreLoggedAndOutliersClipped() {
    double[] counts = IntStream.range(0, 100).mapToDouble(i -> i < 90 ? i % 4 : i * i).toArray();
    double[] far = IntStream.range(0, 100).mapToDouble(i -> i == 0 ? 1e6 : -(i % 10)).toArray();
    Table train = table(new NumberColumn("n", counts), new NumberColumn("far", far));
    Matrix all = Pipeline.fit(train, new double[100], PipelineSettings.weighed(1)).matrix();
    Matrix plain = Pipeline.fit(train, new double[100], PipelineSettings.plain(1)).matrix();
    assertThat(plain.get(99, 0)).isEqualTo(99 * 99);
    double step = all.get(1, 0) - all.get(0, 0);
    assertThat((all.get(3, 0) - all.get(0, 0)) / step)
        .isCloseTo(Math.log(4) / Math.log(2), within(1e-9));
    assertThat(all.get(0, 1)).as("moved to the fence").isLessThan(10);
  }

  @Test
  void categoriesGetAnInputEachAndUnknownOnesNone() {
    Table train =
        table(new CategoryColumn("c", new int[] {0, 1, 2, 0, -1}, List.of("a", "b", "d")));
    Pipeline full = Pipeline.fit(train, new double[5], PipelineSettings.compared(1)).pipeline();
    assertThat(full.inputs()).containsExactly("c = a", "c = b", "c = d", "c is missing");
    Pipeline reference = Pipeline.fit(train, new double[5], PipelineSettings.plain(1)).pipeline();
    assertThat(reference.inputs()).containsExactly("c = b", "c = d", "c is missing");
    Matrix unknown =
        full.encode(table(new CategoryColumn("c", new int[] {0}, List.of("never seen"))));
    assertThat(unknown.values()).containsOnly(0);
  }

  @Test
  void aTargetEncodedColumnOfNoiseSaysNothingOfTheTargetOnTrainingRows() {
    Random random = new Random(3);
    int rows = 4000;
    int[] codes = random.ints(rows, 0, 800).toArray();
    double[] target = random.doubles(rows).map(d -> d < 0.5 ? 1 : 0).toArray();
    List<String> levels = IntStream.range(0, 800).mapToObj(i -> "level" + i).toList();
    Table train = table(new CategoryColumn("noise", codes, levels));
    Pipeline.Fitted fitted = Pipeline.fit(train, target, PipelineSettings.compared(1));
    double crossed = correlation(fitted.matrix().values(), target);
    double own = correlation(fitted.pipeline().encode(train).values(), target);
    assertThat(own).as("with each row's own target in it").isGreaterThan(0.3);
    assertThat(Math.abs(crossed)).as("crossed over").isLessThan(0.05);
  }

  @Test
  void whatSaysNothingIsPassedOverWithItsReason() {
    int rows = 50;
    int[] ids = IntStream.range(0, rows).toArray();
    Table train =
        table(
            new NumberColumn("same", new double[rows]),
            new CategoryColumn(
                "id", ids, Arrays.stream(ids).mapToObj(i -> "customer " + i).toList()),
            new NumberColumn("x", IntStream.range(0, rows).mapToDouble(i -> i).toArray()));
    Pipeline pipeline =
        Pipeline.fit(train, new double[rows], PipelineSettings.compared(1)).pipeline();
    assertThat(pipeline.columns()).containsExactly("x");
    assertThat(pipeline.unused()).containsOnlyKeys("same", "id");
  }

  private static Table table(Column... columns) {
    return new Table(List.of(columns), columns[0].size());
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
