package dev.parallax.recommendation.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThompsonTest {
  private static final long SEED = 5;

  @ParameterizedTest
  @CsvSource({"1, 1", "0.3, 2", "5, 95", "400, 20"})
  void drawsHaveMeanAndVarianceOfTheBetaDistribution(double a, double b) {
    SplittableRandom random = new SplittableRandom(SEED);
    int draws = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double value = Thompson.beta(new Belief(a, b), random);
      assertThat(value).isBetween(0.0, 1.0);
      sum += value;
      squares += value * value;
    }
    double mean = sum / draws;
    double variance = a * b / ((a + b) * (a + b) * (a + b + 1));
    assertThat(mean).isCloseTo(a / (a + b), within(5 * Math.sqrt(variance / draws)));
    assertThat(squares / draws - mean * mean).isCloseTo(variance, within(0.03 * variance));
  }

  /** A draw of density 2x is above a uniform one with probability 2/3. */
  @Test
  void chancesAreTheProbabilitiesToBeTheBest() {
    double[] two =
        Thompson.chances(
            List.of(new Belief(2, 1), new Belief(1, 1)), 40_000, new SplittableRandom(SEED));
    assertThat(two[0]).isCloseTo(2.0 / 3, within(0.01));
    assertThat(two[0] + two[1]).isCloseTo(1, within(1e-12));
    double[] alike =
        Thompson.chances(
            Collections.nCopies(8, new Belief(3, 40)), 40_000, new SplittableRandom(SEED));
    for (double chance : alike) {
      assertThat(chance).isCloseTo(0.125, within(0.01));
    }
  }

  @Test
  void whatIsHardlyKnownHasMoreChanceThanWhatIsKnownToBeAsGood() {
    Belief known = Belief.of(0.05, 10, 50, 1_000);
    Belief unknown = Belief.of(0.05, 10, 0, 0);
    Belief poor = Belief.of(0.05, 10, 5, 1_000);
    double[] chances =
        Thompson.chances(List.of(known, unknown, poor), 10_000, new SplittableRandom(SEED));
    assertThat(chances[1]).isGreaterThan(0.3);
    assertThat(chances[2]).isPositive().isLessThan(0.001);
  }

  /** Ten things clicked by 2 % of those who look, one by 8 %, believed anew after each 100. */
  @Test
  void theBestIsFoundAndShownMostThoughNothingIsKnownAtFirst() {
    SplittableRandom random = new SplittableRandom(SEED);
    int arms = 11;
    int best = 4;
    double[] looks = new double[arms];
    double[] clicks = new double[arms];
    double[] chances = new double[arms];
    for (int round = 0; round < 60; round++) {
      List<Belief> beliefs = new ArrayList<>();
      for (int i = 0; i < arms; i++) {
        beliefs.add(Belief.of(0.05, 10, clicks[i], looks[i]));
      }
      chances = Thompson.chances(beliefs, 500, random);
      for (int look = 0; look < 100; look++) {
        int shown = draw(chances, random.nextDouble());
        looks[shown]++;
        if (random.nextDouble() < (shown == best ? 0.08 : 0.02)) {
          clicks[shown]++;
        }
      }
    }
    assertThat(chances[best]).isGreaterThan(0.9);
    assertThat(looks[best]).isGreaterThan(0.6 * Arrays.stream(looks).sum());
  }

  @Test
  void whatIsNoBeliefIsRefused() {
    assertThatThrownBy(() -> new Belief(0, 1)).hasMessageStartingWith("clicked ");
    assertThatThrownBy(() -> new Belief(1, Double.NaN)).hasMessageStartingWith("ignored ");
    assertThat(Thompson.chances(List.of(), 1, new SplittableRandom(SEED))).isEmpty();
    assertThat(Belief.of(0.05, 10, 3, 2.5).mean()).isBetween(0.05, 0.5);
  }

  private static int draw(double[] chances, double at) {
    double left = at;
    for (int i = 0; i < chances.length; i++) {
      left -= chances[i];
      if (left < 0) {
        return i;
      }
    }
    return chances.length - 1;
  }
}
