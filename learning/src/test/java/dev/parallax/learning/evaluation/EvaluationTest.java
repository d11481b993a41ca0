package dev.parallax.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void classesAreCountedByHand() {
    double[] p = {0.9, 0.8, 0.4, 0.6, 0.3, 0.1};
    boolean[] y = {true, true, true, false, false, false};
    ClassEvaluation of = ClassEvaluation.of(p, y, 0.5, 1);
    assertThat(of.confusion()).isEqualTo(new ClassEvaluation.Confusion(2, 1, 2, 1));
    assertThat(of.metrics().get("accuracy").value()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(of.metrics().get("precision").value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(of.metrics().get("recall").value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(of.metrics().get("f1").value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(of.metrics().get("rocAuc").value()).isCloseTo(8 / 9.0, within(1e-12));
    double brier = (0.01 + 0.04 + 0.36 + 0.36 + 0.09 + 0.01) / 6;
    assertThat(of.metrics().get("brier").value()).isCloseTo(brier, within(1e-12));
    assertThat(of.calibration()).hasSize(10);
    assertThat(of.calibration().get(8).observed()).isEqualTo(1);
    assertThat(of.lift()).hasSize(10);
    assertThat(of.lift().getLast().lift()).isEqualTo(1);
    assertThat(of.lift().getLast().captured()).isEqualTo(1);
    assertThat(of.lift().get(3).lift()).as("both of the first two").isEqualTo(2);
  }

  @Test
  void numbersAreMeasuredByHand() {
    double[] predicted = {1, 2, 3, 4};
    double[] target = {1, 3, 3, 5};
    NumberEvaluation of = NumberEvaluation.of(predicted, target, 0.5, 1);
    assertThat(of.metrics().get("mse").value()).isEqualTo(0.5);
    assertThat(of.metrics().get("mae").value()).isEqualTo(0.5);
    assertThat(of.metrics().get("r2").value()).isCloseTo(1 - 2 / 8.0, within(1e-12));
    assertThat(of.metrics().get("intervalCoverage").value()).isEqualTo(0.5);
  }

  @Test
  void bootstrapIntervalsHoldTheTruthAboutAsOftenAsTheySay() {
    Random random = new Random(5);
    int held = 0;
    int tries = 100;
    for (int t = 0; t < tries; t++) {
      double[] target = random.doubles(200).map(d -> d * 10).toArray();
      double[] predicted = Arrays.stream(target).map(v -> v + random.nextGaussian()).toArray();
      Metric mse = NumberEvaluation.of(predicted, target, null, t).metrics().get("mse");
      held += mse.low() <= 1 && mse.high() >= 1 ? 1 : 0;
    }
    assertThat(held).isBetween(86, 100);
  }

  @Property(tries = 60)
  void eachRowIsHeldOutOnceAndClassesAreSpreadEvenly(
      @ForAll @IntRange(min = 20, max = 300) int rows,
      @ForAll @IntRange(min = 2, max = 10) int folds,
      @ForAll @DoubleRange(min = 0.1, max = 0.9) double share,
      @ForAll long seed) {
    Random random = new Random(seed);
    int[] classes = random.ints(rows, 0, 2).toArray();
    int[] seen = new int[rows];
    Splits.Split[] splits = Splits.folds(classes, folds, seed);
    long positives = Arrays.stream(classes).filter(c -> c == 1).count();
    for (Splits.Split split : splits) {
      Arrays.stream(split.test()).forEach(row -> seen[row]++);
      assertThat(split.train().length + split.test().length).isEqualTo(rows);
      long here = Arrays.stream(split.test()).filter(row -> classes[row] == 1).count();
      assertThat((double) here).isCloseTo((double) positives / folds, within(1.0));
    }
    assertThat(seen).containsOnly(1);
    Splits.Split once = Splits.holdOut(classes, share, seed);
    Splits.Split again = Splits.holdOut(classes, share, seed);
    assertThat(once.test()).containsExactly(again.test());
    assertThat(IntStream.concat(Arrays.stream(once.train()), Arrays.stream(once.test())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, rows).boxed().toList());
  }
}
