package dev.parallax.recommendation.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.recommendation.neighbour.SparseMatrix;
import org.junit.jupiter.api.Test;

/** Values worked out by hand. */
class ListMetricsTest {
  private static final double EXACTLY = 1e-12;

  @Test
  void aListWithHitsAtOneThreeAndFourOfFiveTargets() {
    double[] values = measured(new int[] {7, 1, 3, 9, 2}, new int[] {3, 4, 7, 9, 11}, 5);
    double gain = 1 + 1 / log2(4) + 1 / log2(5);
    double ideal = 1 + 1 / log2(3) + 1 / log2(4) + 1 / log2(5) + 1 / log2(6);
    assertThat(values[Metric.RECALL.ordinal()]).isEqualTo(3.0 / 5);
    assertThat(values[Metric.PRECISION.ordinal()]).isEqualTo(3.0 / 5);
    assertThat(values[Metric.NDCG.ordinal()]).isCloseTo(gain / ideal, within(EXACTLY));
    assertThat(values[Metric.NDCG.ordinal()]).isCloseTo(0.6548086, within(1e-6));
    assertThat(values[Metric.MAP.ordinal()])
        .isCloseTo((1 + 2.0 / 3 + 3.0 / 4) / 5, within(EXACTLY));
    assertThat(values[Metric.MRR.ordinal()]).isEqualTo(1);
    assertThat(values[Metric.HIT_RATE.ordinal()]).isEqualTo(1);
  }

  @Test
  void recallIsByAllTargetsAndTheMapsDifferWhereThereAreMoreThanK() {
    double[] values = measured(new int[] {5, 0}, new int[] {0, 1, 2, 3}, 2);
    assertThat(values[Metric.RECALL.ordinal()]).isEqualTo(0.25);
    assertThat(values[Metric.PRECISION.ordinal()]).isEqualTo(0.5);
    assertThat(values[Metric.NDCG.ordinal()])
        .isCloseTo((1 / log2(3)) / (1 + 1 / log2(3)), within(EXACTLY));
    assertThat(values[Metric.MAP.ordinal()]).isEqualTo(0.5 / 2);
    assertThat(values[Metric.MAP_OF_ALL.ordinal()]).isEqualTo(0.5 / 4);
    assertThat(values[Metric.MRR.ordinal()]).isEqualTo(0.5);
  }

  @Test
  void aListShorterThanKStillHasItsPrecisionByK() {
    double[] values = measured(new int[] {4}, new int[] {4}, 10);
    assertThat(values[Metric.PRECISION.ordinal()]).isEqualTo(0.1);
    assertThat(values[Metric.RECALL.ordinal()]).isEqualTo(1);
    assertThat(values[Metric.NDCG.ordinal()]).isEqualTo(1);
    assertThat(values[Metric.MAP.ordinal()]).isEqualTo(1);
  }

  @Test
  void aListWithoutAnyHitIsWorthNothing() {
    double[] values = measured(new int[] {1, 2, 3}, new int[] {0}, 3);
    for (Metric metric : Metric.values()) {
      assertThat(values[metric.ordinal()]).as(metric.wireName()).isZero();
    }
  }

  /** Item 0 has all four users, item 1 two of them, item 2 one of those, item 3 none. */
  @Test
  void noveltyDiversityAndPopularityGoByTheTraining() {
    SparseMatrix usersByItems =
        new SparseMatrix(
            4,
            new int[] {0, 3, 5, 6, 7},
            new int[] {0, 1, 2, 0, 1, 0, 0},
            new float[] {1, 1, 1, 1, 1, 1, 1});
    ListFacts facts = new ListFacts(ItemFacts.of(usersByItems));
    double[] values = new double[Metric.values().length];
    facts.measure(new int[] {0, 1, 2}, values);
    assertThat(values[Metric.NOVELTY.ordinal()]).isCloseTo((0 + 1 + 2) / 3.0, within(EXACTLY));
    assertThat(values[Metric.POPULARITY.ordinal()])
        .isCloseTo((1 + 0.5 + 0.25) / 3, within(EXACTLY));
    double cosines = 2 / Math.sqrt(8) + 1 / Math.sqrt(4) + 1 / Math.sqrt(2);
    assertThat(values[Metric.DIVERSITY.ordinal()]).isCloseTo(1 - cosines / 3, within(1e-6));
    facts.measure(new int[] {3}, values);
    assertThat(values[Metric.NOVELTY.ordinal()]).isEqualTo(2);
    assertThat(values[Metric.DIVERSITY.ordinal()]).isZero();
  }

  @Test
  void coverageAndGiniAreOfAllListsTogether() {
    Exposure always = new Exposure(4, 1, new int[] {2, 2, 2});
    assertThat(always.coverage(new int[] {0, 1, 2})).isEqualTo(0.25);
    assertThat(always.gini(new int[] {0, 1, 2})).isCloseTo(0.75, within(EXACTLY));
    Exposure equally = new Exposure(4, 2, new int[] {0, 1, 2, 3});
    assertThat(equally.coverage(new int[] {0, 1})).isEqualTo(1);
    assertThat(equally.gini(new int[] {0, 1})).isCloseTo(0, within(EXACTLY));
    assertThat(equally.coverage(new int[] {1, 1})).isEqualTo(0.5);
  }

  private static double[] measured(int[] list, int[] targets, int k) {
    double[] values = new double[Metric.values().length];
    ListMetrics.measure(list, targets, k, values);
    return values;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
