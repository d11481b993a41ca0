package dev.parallax.recommendation.learning;

import static dev.parallax.recommendation.learning.Lesson.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.TooLargeException;
import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.ranking.Blend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is learned, from what, and where learning ends; what may serve is in {@link VerdictTest}.
 */
class LearnerTest {
  @ParameterizedTest
  @EnumSource(Split.Method.class)
  void everySplitFindsTheTaste(Split.Method method) {
    DatasetBuilder rows = PlantedData.read(11);
    Learned learned = learn(rows, wanted(method));
    assertThat(learned.verdict().againstPopularity().verdict())
        .isEqualTo(Comparison.Verdict.BETTER);
    assertThat(learned.evaluation().customers().split()).isEqualTo(method.wireName());
  }

  private static Wanted wanted(Split.Method method) {
    return new Wanted(method, List.of(Contestant.of("item-knn")), false);
  }

  @Test
  void whatKeepsHistoriesOfPeopleMayNotServe() {
    for (String other : List.of("user-knn", "popularity")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Wanted(Split.Method.TIME, List.of(Contestant.of(other)), true))
          .withMessageStartingWith("algorithms[0].name must be one of ease, item-knn, slim");
    }
  }

  @Test
  void theSameDataAndSeedGiveTheSameBytes() {
    byte[] first = ModelCodec.write(learn(PlantedData.read(3)).model());
    byte[] second = ModelCodec.write(learn(PlantedData.read(3)).model());
    assertThat(first).isEqualTo(second);
  }

  @Test
  void rowsOfNobodyAndSignalsAloneAreLearnedFromWithoutFault() {
    DatasetBuilder data = new DatasetBuilder();
    data.signal(1L, "a", Signal.VIEWED, 0, 60);
    data.signal(null, "b", Signal.WISHED, 0, 120);
    data.refund(2L, "c", 1, 180);
    Learned learned = learn(data);
    assertThat(learned.model().rules()).isEmpty();
    assertThat(learned.verdict().promoted()).isFalse();
  }

  /** The planted taste again, told by what is viewed alone. */
  @ParameterizedTest
  @EnumSource(Split.Method.class)
  void aSiteWithoutOrdersGetsAModelOfWhatIsViewed(Split.Method method) {
    Random random = new Random(17);
    DatasetBuilder rows = new DatasetBuilder();
    for (long reader = 0; reader < 200; reader++) {
      for (int view = 0; view < 12; view++) {
        int article = (int) (60 * random.nextDouble() * random.nextDouble());
        rows.signal(
            reader,
            (reader % 2 == 0 ? "sport-" : "arts-") + article,
            Signal.VIEWED,
            0,
            random.nextInt(100 * 86_400));
      }
    }
    Learned learned = learn(rows, wanted(method));
    assertThat(learned.verdict().outcome())
        .as(learned.verdict().text())
        .isEqualTo(Verdict.Outcome.BETTER);
    assertThat(learned.verdict().judgedBy()).isEqualTo("customers");
  }

  @Test
  void anAlgorithmThatWasAskedForAndDoesNotFitIsRefusedInWords() {
    DatasetBuilder rows = new DatasetBuilder();
    for (int item = 0; item < 40_000; item++) {
      rows.signal(item % 50L, "i" + item, Signal.VIEWED, 0, item);
    }
    Contestant dense = new Contestant("ease", Map.of("approximation", "dense"));
    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> learn(rows, new Wanted(Split.Method.TIME, List.of(dense), false)))
        .withMessageContaining("PARALLAX_HEAP_RECOMMENDATION");
  }

  @Test
  void supportIsRaisedUntilTheItemsetsFit() {
    DatasetBuilder rows = PlantedData.read(5);
    Settings d = Settings.defaults();
    Settings tight =
        new Settings(
            d.minSupport(),
            2,
            d.minConfidence(),
            d.significance(),
            300,
            d.mostRules(),
            d.neighbours(),
            d.shrinkage(),
            d.mostItemsPerCustomer(),
            d.popularityDecay(),
            d.interestDecay(),
            d.mostCases(),
            d.fewestCases(),
            1,
            1);
    Learned learned = learn(rows, tight, Wanted.usual(), Optional.empty(), (done, doing) -> {});
    assertThat(learned.minCountOfPairs()).isGreaterThan(2);
    assertThat(learned.minCountOfTriples()).isGreaterThanOrEqualTo(learned.minCountOfPairs());
  }

  @Test
  void progressGoesForwardAndAnInterruptStopsIt() {
    DatasetBuilder rows = PlantedData.read(5);
    List<Integer> steps = new ArrayList<>();
    learn(
        rows,
        Settings.defaults(),
        Wanted.usual(),
        Optional.empty(),
        (done, doing) -> steps.add(done));
    assertThat(steps).isSorted().last().isEqualTo(Progress.STEPS - 1);
    Thread.currentThread().interrupt();
    assertThatIllegalStateException()
        .isThrownBy(() -> learn(PlantedData.read(5)))
        .withMessage("interrupted while learning");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aBlendAlwaysHasSomePopularity() {
    assertThat(learn(PlantedData.read(8)).model().customerBlend())
        .extracting(Blend::popular)
        .satisfies(popular -> assertThat(popular).isPositive());
  }
}
