package dev.parallax.recommendation.learning;

import static dev.parallax.recommendation.learning.Lesson.learn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.evaluation.ResultRow;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.model.Recipe;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.ranking.Blend;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the models that were learned may serve, and which takes the place of another. */
class VerdictTest {
  @Test
  void findsThePlantedTasteAndBeatsPopularity() {
    Learned learned = learn(PlantedData.read(11));
    assertThat(learned.verdict().promoted()).isTrue();
    assertThat(learned.verdict().outcome()).isEqualTo(Verdict.Outcome.BETTER);
    assertThat(learned.verdict().againstPopularity().verdict())
        .isEqualTo(Comparison.Verdict.BETTER);
    assertThat(learned.metrics().get("ndcg@10"))
        .isGreaterThan(1.3 * learned.baseline().get("ndcg@10"));
    assertThat(learned.metrics().get("basket.ndcg@10"))
        .isGreaterThan(1.3 * learned.baseline().get("basket.ndcg@10"));
    assertThat(learned.model().basketBlend().rules()).isPositive();
    ModelEvaluation evaluation = learned.evaluation();
    assertThat(evaluation.customers().rows())
        .extracting(ResultRow::algorithm)
        .contains("served", "item-knn", "popularity", "random")
        .last()
        .isEqualTo("random");
    assertThat(evaluation.customers().rows().getFirst().metrics())
        .containsKeys("precision", "map", "mrr", "novelty", "diversity", "gini", "popularity");
  }

  @Test
  void ofTheSameDataTheModelInServiceIsNotReplaced() {
    Learned first = learn(PlantedData.read(11));
    Learned again =
        learn(PlantedData.read(11), Optional.of(new Incumbent("m-1", first.model(), true)));
    assertThat(again.verdict().outcome()).isEqualTo(Verdict.Outcome.UNCHANGED);
    assertThat(again.verdict().promoted()).isFalse();
    assertThat(again.verdict().mayServe()).isTrue();
    Learned newer =
        learn(PlantedData.read(11), Optional.of(new Incumbent("m-1", first.model(), false)));
    assertThat(newer.verdict().outcome()).isEqualTo(Verdict.Outcome.RENEWED);
    assertThat(newer.verdict().promoted()).isTrue();
    assertThat(newer.evaluation().customers().rows())
        .extracting(ResultRow::algorithm)
        .contains("in-service");
  }

  /** One recipe in service that cannot be beaten beyond noise, and one that can. */
  @Test
  void aNewRecipeTakesOverOnlyWhereItIsBetterBeyondNoise() {
    RecommendationModel good = learn(PlantedData.read(11)).model();
    Recipe hardlyOther = new Recipe("item-knn", Map.of("k", 49, "shrinkage", 9.5));
    Learned kept =
        learn(
            PlantedData.read(11), Optional.of(inService(good, hardlyOther, good.customerBlend())));
    assertThat(kept.verdict().againstInService().verdict())
        .isEqualTo(Comparison.Verdict.WITHIN_NOISE);
    assertThat(kept.verdict().text()).contains("within noise");
    assertThat(kept.model().recipe().settings()).containsEntry("k", 49);
    assertThat(kept.verdict().outcome()).isEqualTo(Verdict.Outcome.RENEWED);
    Recipe blunt = new Recipe("item-knn", Map.of("k", 1, "shrinkage", 1e6));
    Learned replaced =
        learn(PlantedData.read(11), Optional.of(inService(good, blunt, Blend.POPULAR_ONLY)));
    assertThat(replaced.verdict().againstInService().verdict())
        .isEqualTo(Comparison.Verdict.BETTER);
    assertThat(replaced.verdict().outcome()).isEqualTo(Verdict.Outcome.BETTER);
    assertThat(replaced.model().recipe().settings()).doesNotContainEntry("k", 1);
  }

  private static Incumbent inService(RecommendationModel like, Recipe recipe, Blend blend) {
    return new Incumbent(
        "m-0",
        new RecommendationModel(
            like.items(), like.rules(), like.similar(), blend, like.basketBlend(), recipe),
        false);
  }

  /** Popularity is all there is to know: whatever lead there may be is chance. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whereNobodyHasATasteNothingIsPromoted(long seed) {
    Verdict verdict = learn(withoutTaste(seed)).verdict();
    assertThat(verdict.outcome())
        .as(verdict.text())
        .isIn(Verdict.Outcome.WITHIN_NOISE, Verdict.Outcome.LOST_TO_POPULARITY);
    assertThat(verdict.promoted()).isFalse();
    assertThat(verdict.text()).startsWith("not promoted: ");
  }

  private static DatasetBuilder withoutTaste(long seed) {
    Random random = new Random(seed);
    DatasetBuilder rows = new DatasetBuilder();
    for (int order = 0; order < 1_800; order++) {
      Set<String> items = new TreeSet<>();
      while (items.size() < 2) {
        items.add("i" + (int) (40 * random.nextDouble() * random.nextDouble()));
      }
      rows.order(
          (long) random.nextInt(300),
          items.toArray(String[]::new),
          new Integer[] {1, 1},
          random.nextInt(200 * 86_400),
          true);
    }
    return rows;
  }

  @Test
  void aLeadOverPopularityThatMayBeChanceIsLeftToPeople() {
    Comparison maybe = new Comparison(0.01, -0.001, 0.02, Comparison.Verdict.WITHIN_NOISE);
    Comparison surely = new Comparison(0.01, 0.001, 0.02, Comparison.Verdict.BETTER);
    Comparison behind = new Comparison(-0.01, -0.02, 0.001, Comparison.Verdict.WITHIN_NOISE);
    assertThat(Learner.outcome(surely, false, Optional.empty())).isEqualTo(Verdict.Outcome.BETTER);
    assertThat(Learner.outcome(maybe, false, Optional.empty()))
        .isEqualTo(Verdict.Outcome.WITHIN_NOISE);
    assertThat(Learner.outcome(behind, false, Optional.empty()))
        .isEqualTo(Verdict.Outcome.LOST_TO_POPULARITY);
    assertThat(verdict(Verdict.Outcome.WITHIN_NOISE).mayServe()).isTrue();
    assertThat(verdict(Verdict.Outcome.LOST_TO_POPULARITY).mayServe()).isFalse();
  }

  private static Verdict verdict(Verdict.Outcome outcome) {
    return new Verdict(false, outcome, "", "customers", null, null);
  }

  @Test
  void tooLittleIsNotJudgedAndDoesNotServe() {
    DatasetBuilder few = new DatasetBuilder();
    for (int i = 0; i < 10; i++) {
      few.order((long) i, new String[] {"a", "b"}, new Integer[] {1, 1}, i * 86_400L, true);
    }
    Learned learned = learn(few);
    assertThat(learned.verdict().outcome()).isEqualTo(Verdict.Outcome.NOT_JUDGED);
    assertThat(learned.verdict().promoted()).isFalse();
    assertThat(learned.model().items()).containsExactly("a", "b");
  }
}
