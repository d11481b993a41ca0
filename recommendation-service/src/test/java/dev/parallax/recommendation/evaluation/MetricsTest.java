package dev.parallax.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void valuesAreThoseWorkedOutByHand() {
    Metrics.Sum sum = new Metrics.Sum();
    // Hits at ranks 2 and 4 of three targets: DCG = 1/log2(3) + 1/log2(5), ideal = 1 + 1/log2(3) +
    // 1/2.
    sum.add(new int[] {9, 1, 8, 2}, targets(1, 2, 3));
    // No hit.
    sum.add(new int[] {9, 8}, targets(5));
    Metrics metrics = sum.over(20);
    double dcg = 1 / log2(3) + 1 / log2(5);
    double ideal = 1 + 1 / log2(3) + 0.5;
    assertThat(metrics.cases()).isEqualTo(2);
    assertThat(metrics.recall()).isCloseTo(2.0 / 3 / 2, within(1e-12));
    assertThat(metrics.ndcg()).isCloseTo(dcg / ideal / 2, within(1e-12));
    assertThat(metrics.hitRate()).isEqualTo(0.5);
    assertThat(metrics.coverage()).isEqualTo(4.0 / 20);
  }

  @Test
  void aPerfectListIsOneEvenWithFewTargets() {
    Metrics.Sum sum = new Metrics.Sum();
    sum.add(new int[] {4, 7, 1}, targets(4, 7));
    assertThat(sum.over(10).ndcg()).isCloseTo(1, within(1e-12));
    assertThat(sum.over(10).recall()).isEqualTo(1);
  }

  @Test
  void whatComesAfterTheTenthDoesNotCount() {
    Metrics.Sum sum = new Metrics.Sum();
    sum.add(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 42}, targets(42));
    assertThat(sum.over(50).hitRate()).isZero();
  }

  @Test
  void withoutCasesEverythingIsZeroAndNotUndefined() {
    Metrics none = new Metrics.Sum().over(0);
    assertThat(none.named("basket.")).hasSize(5).allSatisfy((name, v) -> assertThat(v).isZero());
  }

  private static BitSet targets(int... items) {
    BitSet targets = new BitSet();
    for (int item : items) {
      targets.set(item);
    }
    return targets;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
