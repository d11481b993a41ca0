package dev.parallax.local.shop.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.local.shop.chance.Chance;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RankingTest {

  /** The example of scikit-learn's documentation: 0.75 and 0.83. */
  @Test
  void agreesWithKnownValues() {
    Ranking ranking = ranking(new double[] {0.1, 0.4, 0.35, 0.8}, false, false, true, true);

    assertThat(ranking.auc()).isCloseTo(0.75, within(1e-12));
    assertThat(ranking.averagePrecision()).isCloseTo(0.8333333333, within(1e-9));
  }

  /** Half a win each for the area; one step for all of a tie in average precision. */
  @Test
  void tiesAreNeitherWonNorLost() {
    Ranking ranking = ranking(new double[] {0.5, 0.5, 0.2, 0.9}, true, false, false, true);
    assertThat(ranking.auc()).isCloseTo(0.875, within(1e-12));
    assertThat(ranking.averagePrecision()).isCloseTo((1 + 2.0 / 3) / 2, within(1e-12));

    Ranking same = ranking(new double[] {1, 1, 1, 1}, true, false, false, false);
    assertThat(same.auc()).isEqualTo(0.5);
    assertThat(same.averagePrecision()).isEqualTo(0.25);
  }

  @Test
  void aucIsTheShareOfPairsInTheRightOrder() {
    RandomGenerator random = Chance.root(3);
    double[] scores = random.doubles(300).map(d -> Math.round(d * 50) / 50.0).toArray();
    boolean[] bad = new boolean[scores.length];
    for (int i = 0; i < bad.length; i++) {
      bad[i] = random.nextDouble() < scores[i] * 0.3;
    }
    double wins = 0;
    long pairs = 0;
    for (int i = 0; i < bad.length; i++) {
      for (int j = 0; j < bad.length; j++) {
        if (bad[i] && !bad[j]) {
          pairs++;
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(ranking(scores, bad).auc()).isCloseTo(wins / pairs, within(1e-12));
  }

  private static Ranking ranking(double[] scores, boolean... bad) {
    Ranking ranking = new Ranking();
    for (int i = 0; i < scores.length; i++) {
      ranking.add(scores[i], bad[i]);
    }
    return ranking;
  }
}
