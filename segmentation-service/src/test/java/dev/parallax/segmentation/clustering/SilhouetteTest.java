package dev.parallax.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilhouetteTest {

  /** Points 0, 1 | 4, 6 on a line: (1-1/5)·… by hand. */
  @Test
  void fourPointsOnALineGiveWhatAHandComputes() {
    Points points = new Points(new double[] {0, 1, 4, 6}, 1);
    double[] widths = Silhouette.widths(points, new int[] {0, 0, 1, 1}, 2);

    assertThat(widths[0]).isCloseTo((5 - 1) / 5.0, within(1e-12));
    assertThat(widths[1]).isCloseTo((4 - 1) / 4.0, within(1e-12));
    assertThat(widths[2]).isCloseTo((3.5 - 2) / 3.5, within(1e-12));
    assertThat(widths[3]).isCloseTo((5.5 - 2) / 5.5, within(1e-12));
  }

  @Test
  void aPointAloneAndASingleClusterHaveNone() {
    Points points = new Points(new double[] {0, 1, 9}, 1);
    assertThat(Silhouette.widths(points, new int[] {0, 0, 1}, 2)[2]).isZero();
    assertThat(Silhouette.mean(points, new int[] {0, 0, 0}, 1)).isZero();
    assertThat(Silhouette.mean(points, new int[] {0, 0, 0}, 3)).isZero();
  }

  @Property(tries = 200, seed = "20260301")
  void theFastWayEqualsTheDefinition(
      @ForAll @IntRange(min = 2, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 6) int clusters,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(rows * 3L, -5, 5).toArray();
    int[] labels = random.ints(rows, 0, clusters).toArray();
    Points points = new Points(values, 3);

    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += byDefinition(points, labels, clusters, i);
    }
    assertThat(Silhouette.mean(points, labels, clusters)).isCloseTo(sum / rows, within(1e-9));
  }

  /** Rousseeuw's formula read literally: one mean per cluster, the own point left out. */
  private static double byDefinition(Points points, int[] labels, int clusters, int i) {
    Double a = meanDistance(points, labels, labels[i], i);
    Double b = null;
    for (int c = 0; c < clusters; c++) {
      Double mean = c == labels[i] ? null : meanDistance(points, labels, c, i);
      b = mean != null && (b == null || mean < b) ? mean : b;
    }
    return a == null || b == null || Math.max(a, b) == 0 ? 0 : (b - a) / Math.max(a, b);
  }

  private static Double meanDistance(Points points, int[] labels, int cluster, int i) {
    double sum = 0;
    int count = 0;
    for (int j = 0; j < labels.length; j++) {
      if (labels[j] == cluster && j != i) {
        double square = 0;
        for (int d = 0; d < points.dimensions(); d++) {
          square += Math.pow(points.get(i, d) - points.get(j, d), 2);
        }
        sum += Math.sqrt(square);
        count++;
      }
    }
    return count == 0 ? null : sum / count;
  }

  @Test
  void aSampleComesCloseToTheWhole() {
    Points points = Shapes.heaps(2000, Shapes.THREE, 2.5, 1);
    int[] labels = new Centroids(Shapes.THREE).assign(points);
    double whole = Silhouette.mean(points, labels, 3);
    assertThat(Silhouette.sampled(points, labels, 3, 500, 7)).isCloseTo(whole, within(0.05));
    assertThat(Silhouette.sampled(points, labels, 3, 2000, 7)).isEqualTo(whole);
  }
}
