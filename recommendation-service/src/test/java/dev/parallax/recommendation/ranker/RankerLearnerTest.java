package dev.parallax.recommendation.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.evaluation.metric.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankerLearnerTest {
  private static final int LISTS = 3_000;

  @Test
  void whatCustomersLikeIsFoundBehindWhereItStood() {
    List<Choices> lists = new Clicks(1).lists(LISTS, true);
    RankerLearner.Learned learned = RankerLearner.learn(lists, Clicks.curve(), null, 1);
    assertThat(learned.outcome()).isEqualTo(RankerLearner.Outcome.BETTER);
    assertThat(learned.gain()).isGreaterThan(learned.blendGain());
    assertThat(learned.againstBlend().lower()).isPositive();

    double corrected = new Clicks(2).truth(learned.model()::logOdds);
    double blend = new Clicks(2).truth(Orders.Order.BLEND);
    double naive = new Clicks(2).truth(ChoiceFitter.fit(lists, PositionCurve.NONE)::logOdds);
    assertThat(corrected).isGreaterThan(0.98).isGreaterThan(blend + 0.1);
    assertThat(corrected)
        .as("what stands above is clicked more whatever it is, and the naive believes it")
        .isGreaterThan(naive + 0.04);
    double[] weights = learned.model().weights();
    assertThat(weights[Feature.SCORE.ordinal()])
        .as("the blend says nothing")
        .isCloseTo(-1, within(0.15));
    assertThat(weights[Feature.PRICE.ordinal()]).isCloseTo(0, within(0.1));
  }

  @Test
  void fromNoiseNothingIsPromoted() {
    int promoted = 0;
    for (int seed = 0; seed < 20; seed++) {
      List<Choices> lists = new Clicks(100 + seed).lists(600, false);
      promoted += RankerLearner.learn(lists, Clicks.curve(), null, seed).promoted() ? 1 : 0;
    }
    assertThat(promoted).as("of 20, at a chance of one in forty each").isLessThanOrEqualTo(2);
  }

  @Test
  void whatServesGivesWayToABetterOneAndGoesWhereItIsWorseThanTheBlend() {
    List<Choices> lists = new Clicks(3).lists(LISTS, true);
    RankerLearner.Learned first = RankerLearner.learn(lists, Clicks.curve(), null, 1);
    double[] inverted = first.model().weights().clone();
    inverted[Feature.NEIGHBOURS.ordinal()] *= -1;
    ChoiceModel wrong = new ChoiceModel(inverted, first.model().means());
    RankerLearner.Learned again = RankerLearner.learn(lists, Clicks.curve(), wrong, 1);
    assertThat(again.promoted()).isTrue();
    assertThat(again.inServiceFails()).isTrue();
    RankerLearner.Learned renewed = RankerLearner.learn(lists, Clicks.curve(), first.model(), 1);
    assertThat(renewed.promoted()).as("newer, and not worse beyond chance").isTrue();
    assertThat(renewed.inServiceFails()).isFalse();
  }

  @Test
  void ofFewListsNothingIsSaid() {
    RankerLearner.Learned learned =
        RankerLearner.learn(
            new Clicks(4).lists(RankerLearner.FEWEST_LISTS - 1, true), Clicks.curve(), null, 1);
    assertThat(learned.outcome()).isEqualTo(RankerLearner.Outcome.TOO_FEW);
    assertThat(learned.model()).isNull();
    assertThat(RankerLearner.learn(List.of(), PositionCurve.FIXED, null, 1).promoted()).isFalse();
  }

  @Test
  void ofTwoItemsTheWeightIsTheLogOddsOfTheChoice() {
    List<Choices> lists = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      float[] features = new float[2 * Feature.COUNT];
      features[Feature.BOUGHT.ordinal()] = 1;
      boolean first = i % 10 < 8;
      lists.add(new Choices(i, new int[] {1, 2}, new boolean[] {first, !first}, features));
    }
    double[] weights = ChoiceFitter.fit(lists, PositionCurve.NONE).weights();
    assertThat(weights[Feature.BOUGHT.ordinal()]).isCloseTo(Math.log(0.8 / 0.2), within(0.01));
    double[] corrected =
        ChoiceFitter.fit(lists, new PositionCurve(new double[] {1, 0.5})).weights();
    assertThat(corrected[Feature.BOUGHT.ordinal()])
        .as("who looks at the second half as often chooses it twice as often")
        .isCloseTo(Math.log(0.8 / 0.4), within(0.01));
  }

  @Test
  void contributionsAddUpToTheDifferenceExactly() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 1_000; trial++) {
      double[] weights = new double[Feature.COUNT];
      double[] means = new double[Feature.COUNT];
      float[] row = new float[Feature.COUNT];
      for (int f = 0; f < Feature.COUNT; f++) {
        weights[f] = random.nextGaussian();
        means[f] = random.nextGaussian();
        row[f] = (float) random.nextGaussian();
      }
      ChoiceModel model = new ChoiceModel(weights, means);
      double score = random.nextDouble();
      double sum = score;
      for (double part : model.contributions(row, score)) {
        sum += part;
      }
      double reranked = score * model.factor(row);
      assertThat(sum).isCloseTo(reranked, within(1e-9 * (1 + reranked)));
    }
  }

  @Test
  void positionsAreLearnedFromListsByLotAndAssumedWithoutThem() {
    assertThat(PositionCurve.FIXED.at(1)).isEqualTo(1);
    assertThat(PositionCurve.FIXED.at(3)).isCloseTo(0.5, within(1e-12));
    assertThat(PositionCurve.FIXED.at(1_000_000)).isCloseTo(0.15, within(0.01));
    SplittableRandom random = new SplittableRandom(6);
    int n = 5;
    double shuffled = 0.4;
    double[] shown = new double[n];
    double[] clicked = new double[n];
    long[] clicks = new long[n];
    for (int list = 0; list < 60_000; list++) {
      int[] order = {0, 1, 2, 3, 4};
      if (random.nextDouble() < shuffled) {
        for (int i = n - 1; i > 0; i--) {
          int j = random.nextInt(i + 1);
          int swapped = order[i];
          order[i] = order[j];
          order[j] = swapped;
        }
      }
      for (int p = 0; p < n; p++) {
        double propensity = shuffled / n + (order[p] == p ? 1 - shuffled : 0);
        shown[p] += 1 / propensity;
        double relevance = 0.5 - 0.1 * order[p];
        if (random.nextDouble() < relevance / (p + 1)) {
          clicked[p] += 1 / propensity;
          clicks[p]++;
        }
      }
    }
    List<PositionCurve.Place> places = new ArrayList<>();
    for (int p = 0; p < n; p++) {
      places.add(new PositionCurve.Place(p + 1, shown[p], clicked[p], clicks[p]));
    }
    PositionCurve learned = PositionCurve.estimate(places);
    for (int p = 1; p <= n; p++) {
      assertThat(learned.at(p)).as("position %d", p).isCloseTo(1.0 / p, within(0.05));
    }
  }

  @Test
  void rankersAreReadAsWrittenAndOthersRefused() {
    ChoiceModel model = ChoiceFitter.fit(new Clicks(7).lists(300, true), Clicks.curve());
    ChoiceModel read = RankerCodec.read(RankerCodec.write(model));
    assertThat(read.weights()).isEqualTo(model.weights());
    assertThat(read.means()).isEqualTo(model.means());
    for (String other :
        List.of(
            "no json",
            "{\"format\":\"choice-9\",\"features\":[]}",
            "{\"format\":\"choice-1\",\"features\":[{\"name\":\"mood\",\"weight\":1,\"mean\":0}]}")) {
      assertThatThrownBy(() -> RankerCodec.read(other.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] earlier =
        "{\"format\":\"choice-1\",\"features\":[{\"name\":\"rules\",\"weight\":2,\"mean\":0.5}]}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(RankerCodec.read(earlier).weights()[Feature.RULES.ordinal()]).isEqualTo(2);
    assertThat(RankerCodec.read(earlier).weights()[Feature.PRICE.ordinal()]).isZero();
  }

  @Test
  void anOrderIsAsGoodAsItPutsFirstWhatWasChosen() {
    float[] features = new float[2 * Feature.COUNT];
    features[Feature.SCORE.ordinal()] = 0;
    features[Feature.COUNT + Feature.SCORE.ordinal()] = -1;
    Choices second = new Choices(0, new int[] {1, 2}, new boolean[] {false, true}, features);
    Orders orders = new Orders(List.of(second), PositionCurve.FIXED);
    assertThat(orders.gains(Orders.Order.BLEND)[0])
        .isCloseTo(Math.log(2) / Math.log(3), within(1e-12));
    assertThat(orders.gains((rows, at) -> -rows[at + Feature.SCORE.ordinal()])[0]).isEqualTo(1);
    assertThat(orders.compare(new double[] {1}, new double[] {0}, 1).verdict())
        .isEqualTo(Comparison.Verdict.BETTER);
  }
}
