package dev.parallax.segmentation.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.contracts.Reason;
import dev.parallax.segmentation.clustering.Centroids;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.FeatureVector;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final FeatureVector NEVER_RATED = FeatureVector.of(Map.of(Feature.FREQUENCY, 3.0));

  private static SegmentModel byRating() {
    FeatureTable.Builder rows = new FeatureTable.Builder(Kinds.REFERENCE, "EUR");
    for (int i = 0; i < 40; i++) {
      rows.add("c_" + i, FeatureVector.of(Map.of(Feature.LAST_RATING, i < 30 ? 5.0 : 1.0)));
    }
    return new Learner(List.of(Feature.LAST_RATING), 7).learn(rows.build(), Optional.of(2)).model();
  }

  @Test
  void whoHasNotRatedIsToldWhatTheyWereCountedAs() {
    assertThat(byRating().place(NEVER_RATED).reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.code()).isEqualTo("unknown-last-rating");
              assertThat(reason.text().en())
                  .startsWith("Has not rated yet; counted as average (4.00), which is nearer to");
              assertThat(reason.text().zh()).startsWith("尚未评分，按平均值 4.00 计，更接近");
              assertThat(reason.weight()).isPositive();
              assertThat((double) reason.evidence().get("countedAs")).isCloseTo(4, within(1e-9));
            });
  }

  @Test
  void whoIsAsNearToTwoSegmentsAndWhoIsInTheOnlyOneAreToldSo() {
    SegmentModel model = byRating();
    Segment segment = model.segments().getFirst();
    assertThat(reasonIn(model, List.of(segment, segment), 1, -1).code()).isEqualTo("equally-near");
    assertThat(reasonIn(model, List.of(segment), 1).code()).isEqualTo("only-segment");
  }

  private static Reason reasonIn(SegmentModel like, List<Segment> segments, double... centres) {
    Centroids centroids =
        new Centroids(
            Arrays.stream(centres).mapToObj(c -> new double[] {c}).toArray(double[][]::new));
    SegmentModel model = new SegmentModel(like.scaler(), "EUR", centroids, segments);
    return model.place(NEVER_RATED).reasons().getFirst();
  }

  @Test
  void everyCustomerHasAReason() {
    FeatureTable table = Kinds.table(500, 3);
    SegmentModel model = new Learner(Feature.DEFAULTS, 3).learn(table, Optional.of(5)).model();
    for (int row = 0; row < table.rows(); row++) {
      assertThat(model.place(vector(table, row)).reasons()).isNotEmpty();
    }
  }

  private static FeatureVector vector(FeatureTable table, int row) {
    Map<Feature, Double> known = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      if (!Double.isNaN(table.get(row, feature))) {
        known.put(feature, table.get(row, feature));
      }
    }
    return FeatureVector.of(known);
  }
}
