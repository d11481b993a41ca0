package dev.parallax.segmentation.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-01-21T00:00:00Z");
  private static final Instant REFERENCE = Instant.parse("2026-01-31T12:00:00Z");

  /** Five orders of 200.00 in all, 30.00 given back for two of them, 3 of 4 lists of products. */
  private static CustomerTotals five() {
    return new CustomerTotals(5, 5, 200, 30, 2, 4, 14, 3, FIRST, LAST, 4, 4.5);
  }

  @Test
  void everyFeatureIsWhatAHandComputes() {
    FeatureVector vector = Features.of(five(), REFERENCE);

    assertThat(vector.get(Feature.RECENCY)).isEqualTo(10.5);
    assertThat(vector.get(Feature.TENURE)).isEqualTo(30.5);
    assertThat(vector.get(Feature.FREQUENCY)).isEqualTo(5);
    assertThat(vector.get(Feature.MONETARY)).isEqualTo(170);
    assertThat(vector.get(Feature.AVERAGE_ORDER_VALUE)).isEqualTo(40);
    assertThat(vector.get(Feature.BASKET_SIZE)).isEqualTo(3.5);
    assertThat(vector.get(Feature.CATEGORY_BREADTH)).isEqualTo(3);
    assertThat(vector.get(Feature.RETURN_RATE)).isEqualTo(0.4);
    assertThat(vector.get(Feature.ORDER_INTERVAL)).isEqualTo(5);
    assertThat(vector.get(Feature.LAST_RATING)).isEqualTo(4);
    assertThat(vector.get(Feature.AVERAGE_RATING)).isEqualTo(4.5);
  }

  @Test
  void whatIsNotKnownIsNotInvented() {
    CustomerTotals bare =
        new CustomerTotals(1, 0, 0, 0, 0, 0, 0, 0, LAST, LAST, Double.NaN, Double.NaN);
    FeatureVector vector = Features.of(bare, REFERENCE);

    assertThat(vector.known())
        .containsOnlyKeys("recency", "frequency", "tenure", "categoryBreadth", "returnRate");
    assertThat(vector.get(Feature.MONETARY)).isNaN();
  }

  @Test
  void moreGivenBackThanBoughtCountsAsNothingSpentAndAllReturned() {
    CustomerTotals odd =
        new CustomerTotals(1, 1, 10, 25, 3, 1, 1, 1, LAST, LAST, Double.NaN, Double.NaN);
    FeatureVector vector = Features.of(odd, REFERENCE);

    assertThat(vector.get(Feature.MONETARY)).isZero();
    assertThat(vector.get(Feature.RETURN_RATE)).isEqualTo(1);
  }

  @Test
  void aPurchaseAfterTheReferenceIsNoNegativeAge() {
    assertThat(Features.of(five(), FIRST).get(Feature.RECENCY)).isZero();
  }

  @Test
  void scalesGoThereAndBack() {
    for (Feature feature : Feature.values()) {
      double scaled = feature.scale().to(3.5);
      assertThat(feature.scale().from(scaled)).isCloseTo(3.5, within(1e-12));
    }
  }

  @Test
  void aCustomerWithoutOrdersHasNoTotals() {
    assertThatThrownBy(() -> new CustomerTotals(0, 0, 0, 0, 0, 0, 0, 0, FIRST, LAST, 1, 1))
        .hasMessage("orders must be at least 1");
  }

  @Test
  void aTableGrowsAndKeepsWhatItIsGiven() {
    FeatureTable.Builder builder = new FeatureTable.Builder(REFERENCE, "GBP");
    for (int row = 0; row < 3000; row++) {
      builder.add("c_" + row, FeatureVector.of(Map.of(Feature.FREQUENCY, (double) row)));
    }
    FeatureTable table = builder.build();

    assertThat(table.rows()).isEqualTo(3000);
    assertThat(table.cid(2999)).isEqualTo("c_2999");
    assertThat(table.get(2999, Feature.FREQUENCY)).isEqualTo(2999);
    assertThat(table.get(2999, Feature.RECENCY)).isNaN();
  }
}
