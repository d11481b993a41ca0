package dev.parallax.recommendation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: SciPy 1.17.1; small cases counted exactly. */
class StatisticsTest {
  @ParameterizedTest
  @CsvSource({
    "5, 10, 8, 30, 0.056317994848729465",
    "9, 2513, 21, 9835, 0.06330983394616946",
    "21, 792, 21, 9835, 8.281068381739548e-24",
    "500, 2513, 1903, 9835, 0.21864218397593488",
    "400, 2513, 1903, 9835, 0.9999998750769334"
  })
  void theUpperTailIsThatOfScipy(int k, int marked, int drawn, int population, double expected) {
    assertThat(new Hypergeometric(population, marked, drawn).atLeast(k))
        .isCloseTo(expected, within(1e-9 * expected));
  }

  @Property(tries = 300, seed = "44")
  void smallCasesAreThoseCountedExactly(
      @ForAll @IntRange(min = 1, max = 40) int population,
      @ForAll @IntRange(max = 1000) int markedOf,
      @ForAll @IntRange(max = 1000) int drawnOf) {
    int marked = markedOf % (population + 1);
    int drawn = drawnOf % (population + 1);
    Hypergeometric distribution = new Hypergeometric(population, marked, drawn);
    double all = choose(population, drawn).doubleValue();
    int low = Math.max(0, drawn - (population - marked));
    for (int k = low; k <= Math.min(marked, drawn); k++) {
      BigInteger ways = ways(population, marked, drawn, k);
      BigInteger above = BigInteger.ZERO;
      BigInteger extreme = BigInteger.ZERO;
      for (int j = low; j <= Math.min(marked, drawn); j++) {
        BigInteger other = ways(population, marked, drawn, j);
        above = j >= k ? above.add(other) : above;
        extreme = other.compareTo(ways) <= 0 ? extreme.add(other) : extreme;
      }
      assertThat(distribution.atLeast(k)).isCloseTo(above.doubleValue() / all, within(1e-12));
      assertThat(distribution.asExtremeAs(k)).isCloseTo(extreme.doubleValue() / all, within(1e-12));
    }
  }

  @Test
  void adjustedPValuesAreThoseOfScipy() {
    assertThat(FalseDiscovery.adjusted(new double[] {0.01, 0.04, 0.03, 0.005, 0.8, 0.03}))
        .containsExactly(new double[] {0.03, 0.048, 0.045, 0.03, 0.8, 0.045}, within(1e-12));
    assertThat(FalseDiscovery.adjusted(new double[0])).isEmpty();
  }

  @Test
  void ofRulesThatAreAllCoincidencesHardlyEverOnePasses() {
    SplittableRandom random = new SplittableRandom(5);
    int passed = 0;
    for (int run = 0; run < 200; run++) {
      double[] pValues = random.doubles(500).toArray();
      passed += FalseDiscovery.adjusted(pValues)[least(pValues)] <= 0.05 ? 1 : 0;
    }
    assertThat(passed).as("of 200 lists, those with one at 0.05").isLessThanOrEqualTo(20);
  }

  @Test
  void theIntervalOfTheLiftHoldsTheTrueOneNineteenTimesOfTwenty() {
    SplittableRandom random = new SplittableRandom(6);
    int[] held = new int[2];
    for (int run = 0; run < 2_000; run++) {
      held[0] += holds(random, 2_000, 0.0075, 0.03, 0.06) ? 1 : 0;
      held[1] += holds(random, 400, 0.1, 0.3, 0.4) ? 1 : 0;
    }
    assertThat(held[0] / 2_000.0).as("15 baskets of both expected").isBetween(0.93, 0.975);
    assertThat(held[1] / 2_000.0).as("large shares").isBetween(0.93, 0.975);
  }

  private static boolean holds(
      SplittableRandom random, int baskets, double both, double left, double right) {
    int count = 0;
    int lefts = 0;
    int rights = 0;
    for (int b = 0; b < baskets; b++) {
      double drawn = random.nextDouble();
      count += drawn < both ? 1 : 0;
      lefts += drawn < left ? 1 : 0;
      rights += drawn < both || (drawn >= left && drawn < left + right - both) ? 1 : 0;
    }
    Interval interval =
        Intervals.lift(
            new AssociationRule(
                new int[] {1}, 2, count, Math.max(1, lefts), Math.max(1, rights), baskets));
    double lift = both / (left * right);
    return interval.lower() <= lift && lift <= interval.upper();
  }

  private static int least(double[] values) {
    int least = 0;
    for (int i = 1; i < values.length; i++) {
      least = values[i] < values[least] ? i : least;
    }
    return least;
  }

  private static BigInteger ways(int population, int marked, int drawn, int k) {
    return choose(marked, k).multiply(choose(population - marked, drawn - k));
  }

  private static BigInteger choose(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return result;
  }
}
