package dev.parallax.recommendation.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every algorithm, with its defaults and with what changes its arithmetic. */
class AlgorithmsPropertyTest {
  private static final List<Asked> ALL =
      List.of(
          new Asked("als", Map.of("factors", 5, "values", "given")),
          new Asked("ease", Map.of("lambda", 3, "dropout", 0.3, "userPower", 0.5)),
          new Asked("ease", Map.of("approximation", "sparse", "neighbours", 4, "lambda", 0.5)),
          new Asked("item-knn", Map.of()),
          new Asked("item-knn", Map.of("similarity", "jaccard", "historyHalfLifeDays", 2, "k", 3)),
          new Asked("item-knn", Map.of("weighting", "bm25", "halfLifeDays", 2)),
          new Asked("item-knn", Map.of("similarity", "pearson", "values", "binary")),
          new Asked("popularity", Map.of("halfLifeDays", 3)),
          new Asked("random", Map.of()),
          new Asked("rating-als", Map.of("factors", 3)),
          new Asked("rating-baseline", Map.of()),
          new Asked("rating-knn", Map.of("k", 3)),
          new Asked("rating-user-knn", Map.of("k", 3)),
          new Asked("served", Map.of("k", 5)),
          new Asked("served", Map.of("by", "ease", "lambda", 3, "rules", 0)),
          new Asked("served", Map.of("by", "slim", "l1", 0.5)),
          new Asked("served", Map.of("by", "none", "gapMinutes", 0)),
          new Asked("session-knn", Map.of("gapMinutes", 600, "k", 5, "rareItems", 1)),
          new Asked("session-knn", Map.of("gapMinutes", 0, "sample", 3)),
          new Asked("slim", Map.of("lambda", 2, "l1", 0.5)),
          new Asked("slim", Map.of("nonNegative", false, "l1", 0.1, "neighbours", 5)),
          new Asked("trending", Map.of()),
          new Asked("user-knn", Map.of("k", 4)),
          new Asked("user-knn", Map.of("similarity", "pearson", "values", "log")),
          new Asked("user-knn", Map.of("similarity", "jaccard", "values", "binary")),
          new Asked("user-knn", Map.of("weighting", "tf-idf")));

  record Asked(String name, Map<String, Object> settings) {
    Algorithm algorithm() {
      return Algorithms.of(name, settings);
    }
  }

  @Provide
  static Arbitrary<Asked> asked() {
    return Arbitraries.of(ALL);
  }

  @Example
  void allAreAmongThem() {
    assertThat(ALL).extracting(Asked::name).containsAll(Algorithms.names());
  }

  @Property(tries = 150, seed = "7")
  void theSameIsLearnedByAnyNumberOfThreads(
      @ForAll("asked") Asked asked,
      @ForAll @IntRange(min = 2, max = 60) int users,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(users, 30, users * 8, seed);
    Scorer alone = asked.algorithm().fit(data, new Effort(1, seed));
    Scorer together = asked.algorithm().fit(data, new Effort(3, seed));
    for (int user = 0; user < users; user++) {
      float[] scores = Samples.scores(alone, data, user);
      assertThat(scores).containsExactly(Samples.scores(together, data, user));
      for (float score : scores) {
        assertThat(score).isFinite();
      }
    }
  }

  @Property(tries = 150, seed = "8")
  void contributionsAddUpToTheScore(
      @ForAll("asked") Asked asked,
      @ForAll @IntRange(min = 2, max = 60) int users,
      @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(users, 20, users * 6, seed);
    Scorer scorer = asked.algorithm().fit(data, new Effort(2, seed));
    History history = History.of(data, seed % users);
    float[] scores = new float[data.items()];
    scorer.score(history, scores);
    for (int item = 0; item < data.items(); item++) {
      List<Contribution> parts = scorer.explain(history, item);
      if (!parts.isEmpty()) {
        double sum = parts.stream().mapToDouble(Contribution::score).sum();
        double size = parts.stream().mapToDouble(part -> Math.abs(part.score())).sum();
        assertThat(sum).isCloseTo(scores[item], within(1e-4 * Math.max(1, size)));
        assertThat(parts).extracting(Contribution::item).doesNotHaveDuplicates();
        assertThat(history.items()).contains(parts.getFirst().item());
        assertThat(parts)
            .isSortedAccordingTo(Comparator.comparingDouble(Contribution::score).reversed());
      }
    }
  }

  @Property(tries = 60, seed = "9")
  void nothingDoneAndWhatWasNotLearnedFromAreNoError(
      @ForAll("asked") Asked asked, @ForAll @IntRange(max = 1_000_000) int seed) {
    Interactions data = Samples.any(9, 12, 60, seed);
    Scorer scorer = asked.algorithm().fit(data, new Effort(2, seed));
    float[] scores = new float[14];
    Arrays.fill(scores, Float.NaN);
    scorer.score(History.none(), scores);
    assertThat(scores).doesNotContain(Float.NaN);
    assertThat(scorer.explain(History.none(), 3)).isEmpty();
    History unknown = new History(new int[] {13, 1}, new float[] {1, 1}, new long[] {5, 6});
    scorer.score(unknown, scores);
    assertThat(scores).doesNotContain(Float.NaN);
    assertThat(scorer.explain(unknown, 13)).isEmpty();
    assertThat(scorer.explain(unknown, 2)).extracting(Contribution::item).doesNotContain(13);
  }

  @Property(tries = 40, seed = "10")
  void nobodyAndNothingTeachNothing(@ForAll("asked") Asked asked) {
    if (asked.name().startsWith("rating-")) {
      return;
    }
    for (Interactions data :
        List.of(
            Interactions.builder(0, 0).build(),
            Interactions.builder(3, 0).build(),
            Interactions.builder(3, 4).build())) {
      Scorer scorer = asked.algorithm().fit(data, new Effort(2, 1));
      float[] scores = new float[data.items()];
      scorer.score(History.none(), scores);
      for (float score : scores) {
        assertThat(score).isFinite();
      }
    }
  }
}
