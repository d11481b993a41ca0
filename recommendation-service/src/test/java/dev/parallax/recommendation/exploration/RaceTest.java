package dev.parallax.recommendation.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RaceTest {
  private static final int CUSTOMERS = 40_000;
  private static final double[] WEIGHTS = {0.5, 0.3, 0.15, 0.05};

  @Test
  void eachIsDrawnAsOftenAsItsWeightSaysAndSoIsTheNext() {
    int[] first = new int[WEIGHTS.length];
    int[] second = new int[WEIGHTS.length];
    for (int c = 0; c < CUSTOMERS; c++) {
      int winner = winner(WEIGHTS, c, 7, -1);
      first[winner]++;
      if (winner == 0) {
        second[winner(WEIGHTS, c, 7, 0)]++;
      }
    }
    for (int i = 0; i < WEIGHTS.length; i++) {
      assertThat((double) first[i] / CUSTOMERS)
          .as("first %d", i)
          .isCloseTo(WEIGHTS[i], within(0.01));
      assertThat((double) second[i] / first[0])
          .as("second %d", i)
          .isCloseTo(i == 0 ? 0 : WEIGHTS[i] / 0.5, within(0.015));
    }
  }

  @Test
  void aLittleMoreOrLessOfAWeightHardlyChangesWhoWins() {
    double[] later = {0.51, 0.295, 0.147, 0.048};
    int others = 0;
    for (int c = 0; c < CUSTOMERS; c++) {
      others += winner(WEIGHTS, c, 7, -1) == winner(later, c, 7, -1) ? 0 : 1;
    }
    assertThat((double) others / CUSTOMERS).isLessThan(0.02);
  }

  @Test
  void inAnotherHalfHourChanceFallsAnew() {
    int same = 0;
    for (int c = 0; c < CUSTOMERS; c++) {
      same += winner(WEIGHTS, c, 7, -1) == winner(WEIGHTS, c, 8, -1) ? 1 : 0;
    }
    // The sum of the squares of the weights.
    assertThat((double) same / CUSTOMERS).isCloseTo(0.365, within(0.01));
  }

  private static int winner(double[] weights, int customer, long halfHour, int without) {
    int winner = -1;
    double earliest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      double arrival = Race.arrival(weights[i], "c-" + customer, "item-" + i, halfHour);
      if (i != without && arrival < earliest) {
        earliest = arrival;
        winner = i;
      }
    }
    return winner;
  }
}
