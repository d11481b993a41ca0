package dev.parallax.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QualityTest {

  /** Means 0.5 and 5, of all 2.75; within 0.5 + 2, total 22.75. */
  @Test
  void fourPointsOnALineGiveWhatAHandComputes() {
    Points points = new Points(new double[] {0, 1, 4, 6}, 1);
    Quality quality = Quality.of(points, new int[] {0, 0, 1, 1}, 2, 1);

    assertThat(quality.inertia()).isCloseTo(2.5, within(1e-12));
    assertThat(quality.explained()).isCloseTo(1 - 2.5 / 22.75, within(1e-12));
    assertThat(quality.calinskiHarabasz()).isCloseTo((22.75 - 2.5) / 1 / (2.5 / 2), within(1e-12));
    assertThat(quality.daviesBouldin()).isCloseTo((0.5 + 1) / 4.5, within(1e-12));
  }

  @Test
  void aSingleClusterExplainsNothing() {
    Points points = new Points(new double[] {0, 1, 4, 6}, 1);
    Quality quality = Quality.of(points, new int[4], 1, 1);

    assertThat(quality.explained()).isZero();
    assertThat(quality.silhouette()).isZero();
    assertThat(quality.calinskiHarabasz()).isZero();
    assertThat(quality.daviesBouldin()).isZero();
  }

  @Test
  void baselinesLoseToTheTruth() {
    Points points = Shapes.heaps(600, Shapes.THREE, 1, 3);
    int[] truth = new Centroids(Shapes.THREE).assign(points);
    double learned = Quality.of(points, truth, 3, 1).silhouette();

    assertThat(Quality.of(points, Baselines.shuffled(truth, 1), 3, 1).silhouette())
        .isLessThan(0.05);
    assertThat(Quality.of(points, Baselines.tiers(points, 0, 3), 3, 1).silhouette())
        .isLessThan(learned - 0.3);
    assertThat(Centroids.sizes(Baselines.shuffled(truth, 1), 3))
        .isEqualTo(Centroids.sizes(truth, 3));
    assertThat(Centroids.sizes(Baselines.tiers(points, 0, 3), 3)).containsExactly(200, 200, 200);
  }
}
