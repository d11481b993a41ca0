package dev.parallax.fraud.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.fraud.feature.Feature;
import dev.parallax.learning.evaluation.RankingMetrics;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticModelTest {
  private static final LabelledVectors DATA = data(new Random(3), 4_000, 1);
  private static final LogisticModel MODEL = new LogisticTrainer(1).train(DATA, 1, "test");

  @Test
  void plainArrayGivesTheSameProbabilityAsTribuo() {
    LogisticScore score = MODEL.score();
    for (int i = 0; i < 500; i++) {
      double[] vector = DATA.vector(i);
      assertThat(score.probability(vector))
          .isCloseTo(MODEL.tribuoProbability(vector), within(1e-9));
    }
  }

  @Test
  void storedModelIsTheSameModel() {
    LogisticModel again = LogisticModel.of(MODEL.toBytes());

    for (int i = 0; i < 100; i++) {
      double[] vector = DATA.vector(i);
      assertThat(again.score().logOdds(vector)).isEqualTo(MODEL.score().logOdds(vector));
      assertThat(again.tribuoProbability(vector)).isEqualTo(MODEL.tribuoProbability(vector));
    }
  }

  @Test
  void contributionsAndInterceptAddUpToTheLogOdds() {
    LogisticScore score = MODEL.score();
    for (int i = 0; i < 100; i++) {
      double[] vector = DATA.vector(i);
      double sum = Arrays.stream(score.contributions(vector)).sum();
      assertThat(score.intercept() + sum).isCloseTo(score.logOdds(vector), within(1e-9));
    }
  }

  @Test
  void samplingGenuineTransactionsLeavesProbabilitiesCalibrated() {
    LabelledVectors sampled = data(new Random(3), 40_000, 0.1);
    LabelledVectors fresh = data(new Random(4), 20_000, 1);

    LogisticScore score = new LogisticTrainer(1).train(sampled, 0.1, "test").score();

    double[] probabilities = new double[fresh.size()];
    boolean[] frauds = new boolean[fresh.size()];
    for (int i = 0; i < frauds.length; i++) {
      probabilities[i] = score.probability(fresh.vector(i));
      frauds[i] = fresh.isFraud(i);
    }
    assertThat(RankingMetrics.expectedOverObserved(probabilities, frauds)).isBetween(0.85, 1.15);
  }

  @Test
  void trainingWithoutFraudsIsRefused() {
    LabelledVectors genuine = new LabelledVectors();
    genuine.add(new double[Feature.count()], false);

    assertThatThrownBy(() -> new LogisticTrainer(1).train(genuine, 1, "test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both");
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    assertThatThrownBy(() -> LogisticModel.of(new byte[] {9, 9}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Fraud grows with the amount and with a new terminal; genuine ones are thinned. */
  private static LabelledVectors data(Random random, int size, double genuineShare) {
    LabelledVectors data = new LabelledVectors();
    for (int i = 0; i < size; i++) {
      double[] vector = new double[Feature.count()];
      Arrays.setAll(vector, f -> random.nextDouble());
      vector[Feature.AMOUNT.ordinal()] = Math.exp(4 * random.nextDouble());
      vector[Feature.NEW_TERMINAL.ordinal()] = random.nextInt(2);
      double logOdds =
          -6
              + Math.log1p(Feature.AMOUNT.of(vector))
              + Feature.NEW_TERMINAL.of(vector)
              - Feature.NIGHT.of(vector);
      boolean fraud = random.nextDouble() < LogisticScore.probability(logOdds);
      if (fraud || random.nextDouble() < genuineShare) {
        data.add(vector, fraud);
      }
    }
    return data;
  }
}
