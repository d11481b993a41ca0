package dev.parallax.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.evaluation.data.InteractionTable;
import dev.parallax.recommendation.evaluation.data.Preparation;
import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.evaluation.metric.ItemFacts;
import dev.parallax.recommendation.evaluation.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContestTest {
  private static final InteractionTable TABLE =
      MovieLensLike.table(MovieLensLike.ratings(240, 120, 18, 3));

  @Test
  void thePlantedTasteIsFoundAndPopularityBeatsChance() {
    ResultTable table = run(Split.Method.RANDOM, List.of(), false, 2);
    ResultRow best = table.rows().getFirst();
    assertThat(best.algorithm()).isNotIn("popularity", "random");
    assertThat(row(table, "item-knn").ndcg()).isGreaterThan(1.5 * row(table, "popularity").ndcg());
    assertThat(row(table, "item-knn").against().get("popularity").get("ndcg").verdict())
        .isEqualTo(Comparison.Verdict.BETTER);
    assertThat(row(table, "popularity").against().get("random").get("ndcg").verdict())
        .isEqualTo(Comparison.Verdict.BETTER);
    assertThat(row(table, "popularity").against()).doesNotContainKey("popularity");
    best.metrics()
        .forEach(
            (name, estimate) ->
                assertThat(estimate.value())
                    .as(name)
                    .isBetween(estimate.lower() - 1e-9, estimate.upper() + 1e-9));
    assertThat(table.sizes().cases() + table.sizes().coldUsers()).isEqualTo(240);
    assertThat(table.sizes().interactions()).isEqualTo(240 * 18);
  }

  @Test
  void theResultIsTheSameWhateverTheNumberOfThreads() {
    ResultTable one = run(Split.Method.TIME, List.of("item-knn"), false, 1);
    ResultTable three = run(Split.Method.TIME, List.of("item-knn"), false, 3);
    assertThat(row(one, "item-knn").metrics()).isEqualTo(row(three, "item-knn").metrics());
  }

  @Test
  void tuningFindsSettingsOnTheValidationAndTellsWhatItTried() {
    ResultTable table = run(Split.Method.RANDOM, List.of("item-knn"), true, 2);
    ResultRow row = row(table, "item-knn");
    assertThat(row.trials()).hasSizeGreaterThan(2);
    Trial best = Tuner.best(row.trials());
    assertThat(row.settings())
        .isEqualTo(Algorithms.of("item-knn", best.settings()).settings())
        .containsKeys("k", "shrinkage", "similarity", "weighting");
    assertThat(row.trials())
        .extracting(trial -> trial.settings().get("weighting"))
        .contains("none", "tf-idf", "bm25");
    Contestant fixed =
        new Contestant(
            "item-knn",
            Map.of("k", 7, "shrinkage", 1.0, "similarity", "jaccard", "weighting", "none"));
    ResultTable kept =
        Contest.run(
            () -> TABLE, plan(Split.Method.RANDOM, List.of(fixed), true, 2), (d, t, m) -> {});
    assertThat(row(kept, "item-knn").trials()).isEmpty();
    assertThat(row(kept, "item-knn").settings()).containsEntry("k", 7);
  }

  @Test
  void ratingsAreTunedByTheirError() {
    ResultTable table = run(Split.Method.RANDOM, List.of("rating-knn", "rating-als"), true, 2);
    for (String name : List.of("rating-knn", "rating-als")) {
      ResultRow row = row(table, name);
      Trial best = Tuner.best(row.trials());
      assertThat(row.trials())
          .hasSizeGreaterThan(2)
          .allSatisfy(trial -> assertThat(trial.rmse()).isBetween(best.rmse(), 3.0))
          .allSatisfy(trial -> assertThat(trial.ndcg()).isNull());
      assertThat(row.settings()).isEqualTo(Algorithms.of(name, best.settings()).settings());
      assertThat(row.metrics()).containsKey("rmse");
    }
  }

  /** A half-life of the search may be as long as the usual one that is given. */
  @Test
  void aValueThatDoesNotGoWithTheGivenOnesIsAStepDown() {
    Contestant trending = new Contestant("trending", Map.of("usualHalfLifeDays", 3.5));
    ResultRow row =
        row(
            Contest.run(
                () -> TABLE, plan(Split.Method.TIME, List.of(trending), true, 2), (d, t, m) -> {}),
            "trending");
    assertThat(row.error()).isNull();
    assertThat(row.trials()).isNotEmpty();
  }

  @Test
  void aSettingThatIsNullIsNamed() {
    Map<String, Object> settings = new java.util.HashMap<>();
    settings.put("lambda", null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Contestant("ease", settings))
        .withMessageStartingWith("settings.lambda must not be null");
  }

  @Test
  void whatIsLeftAfterPreparationMustBeEnoughToAsk() {
    assertThatExceptionOfType(NothingToAskException.class)
        .isThrownBy(
            () ->
                Contest.run(
                    () -> TABLE,
                    new Plan(
                        new Preparation(null, 1_000),
                        new Split(Split.Method.RANDOM, List.of(0.8, 0.2), 1),
                        10,
                        List.of(),
                        false,
                        true,
                        true,
                        100,
                        1),
                    (d, t, m) -> {}))
        .withMessageContaining("core");
  }

  @Test
  void whatTheFileLacksIsTheReasonInTheRowOfWhatNeedsIt() {
    InteractionTable.Builder rows = InteractionTable.builder(false, false);
    MovieLensLike.ratings(60, 40, 8, 3).forEach(r -> rows.add(r.user() - 1, r.item() - 1, 1, 0));
    InteractionTable timeless = rows.build();
    Plan all = plan(Split.Method.RANDOM, List.of(), false, 2);
    ResultTable table = Contest.run(() -> timeless, all, (d, t, m) -> {});
    assertThat(table.rows())
        .extracting(ResultRow::algorithm)
        .containsExactlyInAnyOrderElementsOf(Algorithms.names());
    assertThat(row(table, "session-knn").error()).isNull();
    assertThat(row(table, "trending").error()).isEqualTo("needs timestamps, and the file has none");
    assertThat(row(table, "rating-knn").error()).isEqualTo("needs ratings, and the file has none");
    Plan named = plan(Split.Method.RANDOM, List.of(Contestant.of("trending")), false, 2);
    assertThat(row(Contest.run(() -> timeless, named, (d, t, m) -> {}), "trending").error())
        .isEqualTo("needs timestamps, and the file has none");
  }

  /** Full ranking against the slow way: sort all items, strike out what is known, count. */
  @Test
  void eachUsersNdcgIsWhatSortingAllItemsGives() {
    Split split = new Split(Split.Method.RANDOM, List.of(0.8, 0.2), 5);
    byte[] parts = split.parts(TABLE);
    int learnedParts = 1 << Split.TRAINING | 1 << Split.VALIDATION;
    Interactions learned = TABLE.interactions(parts, learnedParts, true);
    HeldOut questions = HeldOut.of(TABLE, parts, learned, learnedParts, 1 << Split.TEST, 10_000, 1);
    Scorer scorer = Algorithms.of("item-knn", Map.of()).fit(learned, new Effort(2, 1));
    Measured measured =
        new Evaluator(5, ItemFacts.of(learned.usersByItems()), 2).measure(scorer, questions);
    double sum = 0;
    for (int c = 0; c < questions.size(); c++) {
      sum += slowNdcg(scorer, questions, c, 5);
    }
    assertThat(measured.mean(Metric.NDCG)).isCloseTo(sum / questions.size(), within(1e-12));
  }

  private static double slowNdcg(Scorer scorer, Questions questions, int number, int k) {
    History history = questions.history(number);
    float[] scores = new float[questions.items()];
    scorer.score(history, scores);
    List<Integer> excluded = Arrays.stream(questions.excluded(number)).boxed().toList();
    List<Integer> targets = Arrays.stream(questions.targets(number)).boxed().toList();
    List<Integer> ranked = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
    ranked.removeAll(excluded);
    ranked.sort(
        Comparator.comparingDouble((Integer i) -> -scores[i])
            .thenComparing(Comparator.naturalOrder()));
    double gain = 0;
    double ideal = 0;
    for (int rank = 0; rank < k; rank++) {
      double discount = Math.log(2) / Math.log(rank + 2);
      gain += targets.contains(ranked.get(rank)) ? discount : 0;
      ideal += rank < targets.size() ? discount : 0;
    }
    return gain / ideal;
  }

  private static ResultTable run(
      Split.Method method, List<String> algorithms, boolean tune, int threads) {
    return Contest.run(
        () -> TABLE,
        plan(method, algorithms.stream().map(Contestant::of).toList(), tune, threads),
        (done, total, doing) -> assertThat(doing).isNotBlank());
  }

  private static Plan plan(
      Split.Method method, List<Contestant> contestants, boolean tune, int threads) {
    return new Plan(
        new Preparation(null, 0),
        new Split(method, method.usualShares(), 7),
        10,
        contestants,
        tune,
        true,
        true,
        10_000,
        threads);
  }

  private static ResultRow row(ResultTable table, String algorithm) {
    return table.rows().stream()
        .filter(row -> row.algorithm().equals(algorithm))
        .findFirst()
        .orElseThrow();
  }
}
