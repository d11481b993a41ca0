package dev.parallax.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.impl.ArrayExample;

class KMeansTest {
  private static final String[] NAMES = {"x", "y"};
  private static final KMeans.Source SOURCE =
      new KMeans.Source("a test", Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void threeHeapsAreFound() {
    Points points = Shapes.heaps(900, Shapes.THREE, 1, 5);
    KMeans.Fit fit = new KMeans(NAMES, 3, 1).fit(points, 3, SOURCE);

    for (int row = 0; row < 900; row++) {
      assertThat(fit.labels()[row]).isEqualTo(fit.labels()[row % 3]);
    }
    assertThat(Centroids.sizes(fit.labels(), 3)).containsExactly(300, 300, 300);
  }

  @Test
  void theSameSeedGivesTheSameCentresToTheLastBit() {
    Points points = Shapes.heaps(5000, Shapes.THREE, 4, 5);
    KMeans.Fit one = new KMeans(NAMES, 3, 9).fit(points, 6, SOURCE);
    KMeans.Fit two = new KMeans(NAMES, 3, 9).fit(points, 6, SOURCE);

    assertThat(one.labels()).isEqualTo(two.labels());
    for (int c = 0; c < 6; c++) {
      assertThat(one.centroids().centre(c)).isEqualTo(two.centroids().centre(c));
    }
  }

  @Test
  void ourAssignmentIsTribuosOwn() {
    Points points = Shapes.heaps(500, Shapes.THREE, 4, 6);
    KMeans.Fit fit = new KMeans(NAMES, 2, 2).fit(points, 5, SOURCE);

    for (int row = 0; row < 500; row++) {
      ClusterID predicted =
          fit.model()
              .predict(
                  new ArrayExample<>(
                      ClusteringFactory.UNASSIGNED_CLUSTER_ID, NAMES, points.row(row)))
              .getOutput();
      assertThat(fit.clusterOf()[fit.labels()[row]]).isEqualTo(predicted.getID());
    }
  }

  @Test
  void clustersThatNobodyIsInAreLeftOut() {
    double[] values = new double[40];
    for (int row = 10; row < 20; row++) {
      values[row * 2] = 5;
    }
    KMeans.Fit fit = new KMeans(NAMES, 2, 1).fit(new Points(values, 2), 4, SOURCE);

    assertThat(fit.centroids().count()).isEqualTo(2);
    assertThat(Centroids.sizes(fit.labels(), 2)).containsExactly(10, 10);
  }

  @Test
  void fewerPointsThanClustersAreRefused() {
    assertThatThrownBy(() -> new KMeans(NAMES, 1, 1).fit(new Points(new double[4], 2), 3, SOURCE))
        .hasMessage("k must be at most the number of points, 2");
  }

  @Test
  void namesOutOfOrderAreRefusedSinceTribuoWouldSwapTheDimensions() {
    assertThatThrownBy(() -> new KMeans(new String[] {"y", "x"}, 1, 1))
        .hasMessageContaining("lexicographic");
  }

  @Test
  void theNumberOfHeapsIsChosenBySilhouette() {
    Points points = Shapes.heaps(900, Shapes.THREE, 1, 5);
    KChoice choice = KChoice.of(points, new KMeans(NAMES, 3, 1), SOURCE, 1);

    assertThat(choice.k()).isEqualTo(3);
    assertThat(choice.candidates())
        .extracting(KChoice.Candidate::k)
        .containsExactly(2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void aSampleIsOrderedDistinctAndRepeatable() {
    int[] sample = Points.sample(1000, 100, 3);
    assertThat(sample).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(sample)
        .isEqualTo(Points.sample(1000, 100, 3))
        .isNotEqualTo(Points.sample(1000, 100, 4));
    assertThat(Points.sample(5, 100, 3)).containsExactly(0, 1, 2, 3, 4);
  }
}
