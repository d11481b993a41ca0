package dev.parallax.recommendation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
  private static final int ITEMS = 4;
  private static final double[] LIKED = {0.30, 0.05, 0.10, 0.02};
  private static final double[] LOGGED = {0.1, 0.6, 0.2, 0.1};

  /** What would be shown instead: always the item that was shown to one in ten. */
  private static final int TARGET = 0;

  @Test
  void ofListsThatWereAllTheSameItIsThePlainRate() {
    Rate.Sums sums = new Rate.Sums(100, 1000, 10_000, 200, 2000, 2000);
    OffPolicy alike = OffPolicy.of(new OffPolicy.Sums(1000, 1000, sums));
    assertThat(alike.rate()).isEqualTo(Rate.of(sums));
    assertThat(alike.effectiveSize()).isEqualTo(1000);
    assertThat(alike.covered()).isEqualTo(1);
  }

  @Test
  void whereNothingIsTheSameNothingIsSaid() {
    OffPolicy nothing = OffPolicy.of(new OffPolicy.Sums(1000, 0, new Rate.Sums(0, 0, 0, 0, 0, 0)));
    assertThat(nothing.rate().value()).isNull();
    assertThat(nothing.effectiveSize()).isZero();
    assertThat(nothing.covered()).isZero();
  }

  @Test
  void theTruthOfWhatWasRarelyShownIsFoundAndHeldByNinetyFivePercentOfIntervals() {
    int held = 0;
    double sum = 0;
    double covered = 0;
    double size = 0;
    int worlds = 400;
    for (int seed = 0; seed < worlds; seed++) {
      OffPolicy estimate = OffPolicy.of(world(seed, LOGGED));
      sum += estimate.rate().value();
      covered += estimate.covered();
      size += estimate.effectiveSize();
      held +=
          estimate.rate().lower() <= LIKED[TARGET] && estimate.rate().upper() >= LIKED[TARGET]
              ? 1
              : 0;
    }
    assertThat(sum / worlds).isCloseTo(LIKED[TARGET], within(0.005));
    assertThat(covered / worlds).isCloseTo(1, within(0.02));
    assertThat(size / worlds).as("of 1,500 places one in ten").isCloseTo(150, within(10.0));
    assertThat(held / (double) worlds).isBetween(0.92, 0.98);
  }

  @Test
  void whatHadNoChanceToBeShownIsMissingFromWhatIsCovered() {
    OffPolicy estimate = OffPolicy.of(world(1, new double[] {0, 0.5, 0.4, 0.1}));
    assertThat(estimate.covered()).isZero();
    assertThat(estimate.rate().value()).isNull();
  }

  /** 300 customers with five places each; how much they like things differs between them. */
  private static OffPolicy.Sums world(int seed, double[] logged) {
    SplittableRandom random = new SplittableRandom(seed);
    CustomerSums sums = new CustomerSums();
    double squares = 0;
    for (int customer = 0; customer < 300; customer++) {
      double eager = random.nextBoolean() ? 1.5 : 0.5;
      double weights = 0;
      double hits = 0;
      for (int place = 0; place < 5; place++) {
        int item = draw(random, logged);
        boolean clicked = random.nextDouble() < eager * LIKED[item];
        double weight = item == TARGET ? 1 / logged[item] : 0;
        weights += weight;
        squares += weight * weight;
        hits += clicked ? weight : 0;
      }
      if (weights > 0) {
        sums.add(weights, hits);
      }
    }
    return new OffPolicy.Sums(300 * 5, squares, sums.sums());
  }

  private static int draw(SplittableRandom random, double[] probabilities) {
    double at = random.nextDouble();
    for (int item = 0; item < ITEMS - 1; item++) {
      at -= probabilities[item];
      if (at < 0) {
        return item;
      }
    }
    return ITEMS - 1;
  }
}
