package dev.parallax.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.neighbour.SparseMatrices;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.rule.AssociationRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The ranker against the slow and obvious way, on random models and interests. */
class RankerPropertyTest {
  private static final int ITEMS = 14;

  private final float[][] similar = new float[ITEMS][ITEMS];
  private final List<AssociationRule> rules = new ArrayList<>();
  private final float[] weight = new float[ITEMS];
  private final float[] recency = new float[ITEMS];
  private final double[] extra = new double[ITEMS];
  private int muted;

  @Property(tries = 300, seed = "45")
  void ranksAsADenseBruteForceDoesAndReasonsAddUp(
      @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(min = 1, max = 20) int n) {
    Random random = new Random(seed);
    draw(random);
    Blend blend = new Blend(random.nextInt(3), random.nextInt(3), 0.01 + random.nextDouble());
    Popularity popularity = popularity(random);
    Set<Integer> banned = new TreeSet<>(List.of(random.nextInt(ITEMS), random.nextInt(ITEMS)));
    Ranker ranker = new Ranker(SparseMatrices.of(similar), rules);
    Scratch scratch = ranker.scratch(ITEMS + 2);
    // A scratch that was used for somebody else must not show it.
    ranker.score(Interests.builder().add(random.nextInt(ITEMS), 1, 1).build(), scratch);
    ranker.score(interests(random), scratch);

    double[] factors = factors(random, banned);
    for (int e = random.nextInt(4); e > 0; e--) {
      extra[random.nextInt(ITEMS)] += 0.1 + random.nextDouble();
    }
    ranker.add(extras(), scratch);
    int muted = random.nextInt(ITEMS);
    ranker.mute(item -> item == muted, scratch);
    this.muted = muted;

    Ranker.Best best = ranker.top(scratch, blend, popularity, item -> factors[item], 3, n);

    int[] top = best.items();
    List<Integer> expected =
        IntStream.range(0, ITEMS)
            .filter(item -> factors[item] > 0 && (float) score(item, blend, popularity) > 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble(item -> -factors[item] * score(item, blend, popularity)))
            .limit(n)
            .toList();
    assertThat(top).hasSize(expected.size());
    for (int rank = 0; rank < top.length; rank++) {
      double score = score(top[rank], blend, popularity);
      assertThat((double) best.scores()[rank])
          .as("rank %d", rank)
          .isCloseTo(score * factors[top[rank]], within(1e-5))
          .isCloseTo(
              factors[expected.get(rank)] * score(expected.get(rank), blend, popularity),
              within(1e-5));
      assertThat(ranker.scoreOf(top[rank], scratch, blend, popularity))
          .isCloseTo(score, within(1e-6));
      Ranked ranked = ranker.explain(top[rank], scratch, blend, popularity);
      assertThat(ranked.score()).isCloseTo(score, within(1e-6));
      assertThat(ranked.because().stream().mapToDouble(Ranked.Contribution::score).sum())
          .isCloseTo(ranked.neighbours(), within(1e-9));
      if (ranked.rule() != null) {
        assertThat(ranked.rule().consequent()).isEqualTo(top[rank]);
        assertThat(IntStream.of(ranked.rule().antecedent())).allMatch(item -> weight[item] > 0);
      }
    }
  }

  private void draw(Random random) {
    for (float[] row : similar) {
      for (int i = 0; i < ITEMS; i++) {
        row[i] = random.nextInt(3) == 0 ? random.nextFloat() : 0;
      }
    }
    Arrays.fill(extra, 0);
    rules.clear();
    for (int r = 0; r < 20; r++) {
      int consequent = random.nextInt(ITEMS);
      int[] antecedent =
          IntStream.generate(() -> random.nextInt(ITEMS))
              .filter(item -> item != consequent)
              .distinct()
              .limit(1 + random.nextInt(2))
              .sorted()
              .toArray();
      int left = 10 + random.nextInt(20);
      rules.add(
          new AssociationRule(
              antecedent, consequent, random.nextInt(left), left, 30 + random.nextInt(20), 100));
    }
  }

  private Interests interests(Random random) {
    Interests.Builder builder = Interests.builder();
    for (int item = 0; item < ITEMS; item++) {
      weight[item] = 0;
      recency[item] = 0;
      if (random.nextInt(3) == 0) {
        double preference = 0.1 + random.nextDouble();
        double when = 0.1 + 0.9 * random.nextDouble();
        builder.add(item, preference, when);
        weight[item] = (float) (preference * when);
        recency[item] = (float) when;
      }
    }
    return builder.build();
  }

  private Extras extras() {
    Extras extras = new Extras();
    for (int item = 0; item < ITEMS; item++) {
      extras.add(item, extra[item] / 2); // Two causes add up.
      extras.add(item, extra[item] / 2);
    }
    return extras;
  }

  /** Some are buried, some boosted, the banned are out. */
  private static double[] factors(Random random, Set<Integer> banned) {
    double[] factors = new double[ITEMS];
    for (int item = 0; item < ITEMS; item++) {
      factors[item] =
          banned.contains(item) ? 0 : random.nextInt(2) == 0 ? 1 : 3 * random.nextDouble();
    }
    return factors;
  }

  private static Popularity popularity(Random random) {
    Popularity.Builder builder = Popularity.builder(ITEMS, new TimeDecay(Duration.ofDays(1)), 0);
    for (int item = 0; item < ITEMS; item++) {
      builder.bought(item, random.nextInt(5), 0);
    }
    return builder.build();
  }

  private double score(int item, Blend blend, Popularity popularity) {
    double total = 0;
    double neighbours = 0;
    for (int i = 0; i < ITEMS; i++) {
      total += weight[i];
      neighbours += weight[i] * similar[item][i];
    }
    double best = 0;
    for (AssociationRule rule : rules) {
      double least = 1;
      for (int i : rule.antecedent()) {
        least = Math.min(least, recency[i]);
      }
      if (rule.consequent() == item) {
        best = Math.max(best, rule.addedValue() * least);
      }
    }
    double byInterests =
        blend.neighbours() * (total > 0 ? neighbours / total : 0) + blend.rules() * best;
    return (item == muted ? 0 : byInterests)
        + blend.popular() * popularity.share(item)
        + extra[item];
  }
}
