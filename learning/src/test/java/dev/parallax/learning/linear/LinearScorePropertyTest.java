package dev.parallax.learning.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LinearScorePropertyTest {

  @Property(tries = 100)
  void contributionsAddUpToTheScore(
      @ForAll @IntRange(min = 1, max = 20) int width, @ForAll long seed) {
    Random random = new Random(seed);
    double[] weights = random.doubles(width, -3, 3).toArray();
    double[] means = random.doubles(width, -3, 3).toArray();
    double[] row = random.doubles(width, -3, 3).toArray();
    LinearScore score = new LinearScore(weights, random.nextDouble(), means);
    double sum = score.base() + DoubleStream.of(score.contributions(row, 0)).sum();
    assertThat(sum).isCloseTo(score.score(row, 0), within(1e-9));
  }
}
