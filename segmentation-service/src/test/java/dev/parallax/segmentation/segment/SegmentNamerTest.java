package dev.parallax.segmentation.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Phrase;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.segment.SegmentNamer.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentNamerTest {
  private static Trait trait(Feature feature, double z) {
    return new Trait(feature, z, feature == Feature.FREQUENCY && z < 0 ? 1 : 10);
  }

  private static Phrase name(Trait... traits) {
    return SegmentNamer.names(List.of(List.of(traits))).getFirst();
  }

  @Test
  void theTwoStrongestMakeAdjectiveAndNoun() {
    assertThat(
            name(
                trait(Feature.RECENCY, -0.4),
                trait(Feature.FREQUENCY, 1.5),
                trait(Feature.MONETARY, 1.4)))
        .isEqualTo(new Phrase("Loyal big spenders", "忠实大额客户"));
    assertThat(name(trait(Feature.RECENCY, 1.2), trait(Feature.FREQUENCY, -0.8)))
        .isEqualTo(new Phrase("Lapsed one-time buyers", "流失的一次性客户"));
  }

  @Test
  void howLongAgoTheFirstPurchaseWasIsNoLoyalty() {
    assertThat(
            name(
                    trait(Feature.TENURE, 1.3),
                    trait(Feature.RECENCY, 1.2),
                    trait(Feature.FREQUENCY, -1.1))
                .en())
        .isEqualTo("Lapsed one-time buyers");
  }

  @Test
  void oneStrikingFeatureIsEnoughAndNoneIsAverage() {
    assertThat(name(trait(Feature.RETURN_RATE, 2), trait(Feature.RECENCY, 0.1)).en())
        .isEqualTo("Frequent returners");
    assertThat(name(trait(Feature.RECENCY, 0.1)).en()).isEqualTo("Average customers");
  }

  @Test
  void aThirdFeatureSetsTwoApart() {
    List<Phrase> names =
        SegmentNamer.names(
            List.of(
                List.of(trait(Feature.FREQUENCY, 2), trait(Feature.MONETARY, 2)),
                List.of(
                    trait(Feature.FREQUENCY, 2),
                    trait(Feature.MONETARY, 2),
                    trait(Feature.RETURN_RATE, 1))));
    assertThat(names)
        .containsExactly(
            new Phrase("Loyal big spenders", "忠实大额客户"),
            new Phrase("Loyal big spenders, many returns", "忠实大额客户，退货多"));
  }

  @Test
  void twoFeaturesThatSayTheSameAreSaidOnce() {
    assertThat(
            name(
                    trait(Feature.LAST_RATING, -2),
                    trait(Feature.AVERAGE_RATING, -1.9),
                    trait(Feature.BASKET_SIZE, 1))
                .en())
        .isEqualTo("Dissatisfied bulk buyers");
  }

  @Property(tries = 300, seed = "20260301")
  void noTwoSegmentsOfAModelAreCalledTheSame(
      @ForAll @IntRange(min = 2, max = 20) int segments, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Trait>> traits = new ArrayList<>();
    for (int s = 0; s < segments; s++) {
      List<Trait> one = new ArrayList<>();
      for (Feature feature : Feature.values()) {
        one.add(trait(feature, random.nextInt(-2, 3) * 0.5));
      }
      traits.add(one);
    }
    List<Phrase> names = SegmentNamer.names(traits);
    assertThat(names).extracting(Phrase::en).doesNotHaveDuplicates();
    assertThat(names).extracting(Phrase::zh).doesNotHaveDuplicates();
    assertThat(names).isEqualTo(SegmentNamer.names(traits));
  }
}
