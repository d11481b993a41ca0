package dev.parallax.segmentation.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.segment.Learner.Learned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnerTest {
  private static final FeatureTable TABLE = Kinds.table(2000, 11);
  private static final Learned LEARNED =
      new Learner(Feature.DEFAULTS, 42).learn(TABLE, Optional.of(5));

  private static int[] placed(Learned learned, FeatureTable table) {
    return IntStream.range(0, table.rows())
        .map(row -> learned.model().place(vector(table, row)).segment().number())
        .toArray();
  }

  private static FeatureVector vector(FeatureTable table, int row) {
    return FeatureVector.of(
        java.util.Arrays.stream(Feature.values())
            .collect(Collectors.toMap(f -> f, f -> table.get(row, f))));
  }

  private static int[] kinds(int rows) {
    return IntStream.range(0, rows).map(row -> row % 5).toArray();
  }

  @Test
  void fiveHiddenKindsAreFoundAgain() {
    assertThat(RandIndex.adjusted(placed(LEARNED, TABLE), kinds(2000))).isGreaterThan(0.8);
  }

  @Test
  void customersItNeverSawArePlacedAsWell() {
    FeatureTable unseen = Kinds.table(1000, 99);
    assertThat(RandIndex.adjusted(placed(LEARNED, unseen), kinds(1000))).isGreaterThan(0.8);
  }

  @Test
  void theNumberIsChosenWhereItIsNotGiven() {
    Learned learned = new Learner(Feature.DEFAULTS, 42).learn(TABLE, Optional.empty());
    assertThat(learned.choice()).isPresent();
    assertThat(RandIndex.adjusted(placed(learned, TABLE), kinds(2000))).isGreaterThan(0.5);
  }

  @Test
  void itBeatsPartitionsThatTakeNoLearning() {
    assertThat(LEARNED.isWorthIt()).isTrue();
    assertThat(LEARNED.baselines()).containsOnlyKeys("random", "spendTiers");
    assertThat(LEARNED.quality().silhouette()).isGreaterThan(0.3);
    assertThat(LEARNED.quality().inertia())
        .isLessThan(LEARNED.baselines().get("spendTiers").inertia());
  }

  @Test
  void segmentsAreNamedDistinctlyAndDescribed() {
    List<Segment> segments = LEARNED.model().segments();
    assertThat(segments).extracting(Segment::number).containsExactly(1, 2, 3, 4, 5);
    assertThat(segments).extracting(s -> s.name().en()).doesNotHaveDuplicates();
    assertThat(segments).extracting(s -> s.name().zh()).doesNotHaveDuplicates();
    assertThat(segments.stream().mapToInt(Segment::size).sum()).isEqualTo(2000);
    assertThat(segments)
        .allSatisfy(
            segment -> {
              assertThat(segment.centroid()).containsKeys("recency", "monetary");
              assertThat(segment.distinguishing())
                  .isNotEmpty()
                  .isSortedAccordingTo(
                      (a, b) -> Double.compare(Math.abs(b.zScore()), Math.abs(a.zScore())));
            });
  }

  @Test
  void theNamesSayWhatTheKindsAre() {
    int[] labels = placed(LEARNED, TABLE);
    Map<Integer, String> names =
        LEARNED.model().segments().stream()
            .collect(Collectors.toMap(Segment::number, s -> s.name().en()));
    assertThat(names.get(labels[1])).isEqualTo("Lapsed one-time buyers");
    assertThat(names.get(labels[2])).contains("returners");
    assertThat(names.get(labels[3])).contains("ulk");
  }

  @Test
  void reasonsAddUpToTheMarginAndNameTheStrongestFirst() {
    for (int row = 0; row < 50; row++) {
      double[] point = LEARNED.model().scaler().apply(vector(TABLE, row));
      int[] order = LEARNED.model().centroids().byDistance(point);
      Pull.Pair pair =
          new Pull.Pair(
              LEARNED.model().centroids().centre(order[0]),
              LEARNED.model().centroids().centre(order[1]));
      double sum = Pull.all(point, pair).stream().mapToDouble(Pull::amount).sum();
      assertThat(sum).isCloseTo(toBorder(point, pair), within(1e-9));

      List<Reason> reasons = LEARNED.model().place(vector(TABLE, row)).reasons();
      assertThat(reasons).isNotEmpty().hasSizeLessThanOrEqualTo(3);
      assertThat(reasons).allMatch(r -> r.weight() > 0 && r.code().startsWith("near-in-"));
      assertThat(reasons.getFirst().evidence().get("margin")).isEqualTo(sum);
    }
  }

  /** Signed distance to the plane in the middle between two centres, the school's way. */
  private static double toBorder(double[] point, Pull.Pair pair) {
    double dot = 0;
    double norm = 0;
    for (int d = 0; d < point.length; d++) {
      double direction = pair.nearest()[d] - pair.second()[d];
      double middle = (pair.nearest()[d] + pair.second()[d]) / 2;
      dot += (point[d] - middle) * direction;
      norm += direction * direction;
    }
    return dot / Math.sqrt(norm);
  }

  @Test
  void whatIsTheSameForEveryoneIsLeftOutAndSaid() {
    FeatureTable.Builder builder = new FeatureTable.Builder(Kinds.REFERENCE, "EUR");
    for (int row = 0; row < 30; row++) {
      builder.add(
          "c_" + row,
          FeatureVector.of(Map.of(Feature.FREQUENCY, row % 3.0, Feature.RETURN_RATE, 0.0)));
    }
    Learned learned =
        new Learner(List.of(Feature.FREQUENCY, Feature.RETURN_RATE, Feature.LAST_RATING), 1)
            .learn(builder.build(), Optional.of(3));

    assertThat(learned.constant()).containsExactly(Feature.RETURN_RATE, Feature.LAST_RATING);
    assertThat(learned.model().scaler().features()).containsExactly(Feature.FREQUENCY);
  }

  @Test
  void customersWhoAreAllAlikeCannotBeSegmented() {
    FeatureTable.Builder builder = new FeatureTable.Builder(Kinds.REFERENCE, "EUR");
    for (int row = 0; row < 30; row++) {
      builder.add("c_" + row, FeatureVector.of(Map.of(Feature.FREQUENCY, 1.0)));
    }
    assertThatThrownBy(
            () -> new Learner(Feature.DEFAULTS, 1).learn(builder.build(), Optional.of(3)))
        .hasMessage("features must contain one that differs between customers");
  }

  @Test
  void theSameSeedLearnsTheSame() {
    Learned again = new Learner(Feature.DEFAULTS, 42).learn(TABLE, Optional.of(5));
    assertThat(again.model().segments()).isEqualTo(LEARNED.model().segments());
    assertThat(again.quality()).isEqualTo(LEARNED.quality());
  }

  @Test
  void namesAreInBothLanguages() {
    Phrase name = Segment.noPurchases(3).name();
    assertThat(name).isEqualTo(new Phrase("No purchases yet", "尚未购买"));
  }
}
