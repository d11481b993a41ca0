package dev.parallax.learning.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void plattFindsTheCurveThatScoresCameFrom() {
    Random random = new Random(1);
    double[] scores = random.doubles(50_000, -3, 3).toArray();
    boolean[] target = new boolean[scores.length];
    for (int i = 0; i < target.length; i++) {
      target[i] = random.nextDouble() < Platt.sigmoid(1.7 * scores[i] - 0.6);
    }
    Platt platt = Platt.fit(scores, target);
    assertThat(platt.slope()).isCloseTo(1.7, within(0.05));
    assertThat(platt.offset()).isCloseTo(-0.6, within(0.05));
    assertThat(Platt.sigmoid(-800)).isZero();
    assertThat(Platt.sigmoid(800)).isEqualTo(1);
  }

  @Test
  void aConformalIntervalHoldsAsOftenAsItSaysWhateverTheErrorsAre() {
    Random random = new Random(2);
    double covered = 0;
    int tries = 400;
    for (int t = 0; t < tries; t++) {
      double[] errors = random.doubles(99).map(d -> Math.exp(4 * d) - 3).toArray();
      Conformal conformal = Conformal.fit(errors, 0.9);
      double next = Math.exp(4 * random.nextDouble()) - 3;
      covered += Math.abs(next) <= conformal.halfWidth() ? 1 : 0;
    }
    assertThat(covered / tries).isBetween(0.86, 0.94);
    assertThat(Conformal.fit(new double[8], 0.9)).as("too few").isNull();
    assertThat(Conformal.fit(new double[9], 0.9)).isNotNull();
  }

  @Test
  void thoseScoredAlikeAreCountedWithWilsonsInterval() {
    int rows = 1000;
    double[] probabilities = new double[rows];
    boolean[] target = new boolean[rows];
    Random random = new Random(3);
    for (int i = 0; i < rows; i++) {
      probabilities[i] = i / (double) rows;
      target[i] = random.nextDouble() < probabilities[i];
    }
    Alike alike = Alike.fit(probabilities, target, 0.9);
    Alike.Observed middle = alike.around(0.5);
    assertThat(middle.rows()).isEqualTo(40);
    int held = 0;
    for (int percent = 5; percent < 100; percent += 5) {
      Alike.Observed around = alike.around(percent / 100.0);
      held += around.low() <= percent / 100.0 && around.high() >= percent / 100.0 ? 1 : 0;
    }
    assertThat(held).as("of 19, at 90 %").isBetween(14, 19);
    assertThat(alike.around(-5).share()).isLessThan(0.15);
    assertThat(alike.around(5).share()).isGreaterThan(0.85);
    // 8 of 40 at 90 %, computed by Wilson's formula by hand.
    Alike eight = new Alike(0.9, new double[] {0.5}, new int[] {8}, new int[] {40});
    assertThat(eight.around(0.1).low()).isCloseTo(0.116547, within(1e-6));
    assertThat(eight.around(0.1).high()).isCloseTo(0.321465, within(1e-6));
  }
}
