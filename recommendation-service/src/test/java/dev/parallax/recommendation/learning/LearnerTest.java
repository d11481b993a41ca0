package dev.parallax.recommendation.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.ranking.Blend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnerTest {
  @Test
  void findsThePlantedTasteAndBeatsPopularity() {
    Learned learned = learn(PlantedData.read(11));
    assertThat(learned.judged()).isTrue();
    assertThat(learned.beatsPopularity()).isTrue();
    assertThat(learned.customers().ndcg())
        .isGreaterThan(1.3 * learned.customersByPopularity().ndcg());
    assertThat(learned.baskets().ndcg()).isGreaterThan(1.3 * learned.basketsByPopularity().ndcg());
    assertThat(learned.model().basketBlend().rules()).isPositive();
  }

  @Test
  void theSameDataAndSeedGiveTheSameBytes() {
    byte[] first = ModelCodec.write(learn(PlantedData.read(3)).model());
    byte[] second = ModelCodec.write(learn(PlantedData.read(3)).model());
    assertThat(first).isEqualTo(second);
  }

  @Test
  void tooLittleIsNotJudgedAndDoesNotServe() {
    DatasetBuilder few = new DatasetBuilder();
    for (int i = 0; i < 10; i++) {
      few.order((long) i, new String[] {"a", "b"}, new Integer[] {1, 1}, i * 86_400L, true);
    }
    Learned learned = learn(few);
    assertThat(learned.judged()).isFalse();
    assertThat(learned.beatsPopularity()).isFalse();
    assertThat(learned.model().items()).containsExactly("a", "b");
  }

  @Test
  void rowsOfNobodyAndSignalsAloneAreLearnedFromWithoutFault() {
    DatasetBuilder data = new DatasetBuilder();
    data.signal(1L, "a", dev.parallax.recommendation.history.Signal.VIEWED, 0, 60);
    data.signal(null, "b", dev.parallax.recommendation.history.Signal.WISHED, 0, 120);
    data.refund(2L, "c", 1, 180);
    Learned learned = learn(data);
    assertThat(learned.model().rules()).isEmpty();
    assertThat(learned.beatsPopularity()).isFalse();
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
    Learned learned = Learner.learn(rows.build(), rows.items().ids(), tight, (done, doing) -> {});
    assertThat(learned.minCountOfPairs()).isGreaterThan(2);
    assertThat(learned.minCountOfTriples()).isGreaterThanOrEqualTo(learned.minCountOfPairs());
  }

  @Test
  void progressGoesForwardAndAnInterruptStopsIt() {
    DatasetBuilder rows = PlantedData.read(5);
    List<Integer> steps = new ArrayList<>();
    Learner.learn(
        rows.build(), rows.items().ids(), Settings.defaults(), (done, doing) -> steps.add(done));
    assertThat(steps).isSorted().last().isEqualTo(Progress.STEPS - 1);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(LearningInterruptedException.class)
        .isThrownBy(() -> learn(PlantedData.read(5)));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aBlendAlwaysHasSomePopularity() {
    assertThat(learn(PlantedData.read(8)).model().customerBlend())
        .extracting(Blend::popular)
        .satisfies(popular -> assertThat(popular).isPositive());
  }

  private static Learned learn(DatasetBuilder rows) {
    return Learner.learn(
        rows.build(), rows.items().ids(), Settings.defaults(), (done, doing) -> {});
  }
}
