package dev.parallax.segmentation.clustering;

import java.util.ArrayList;
import java.util.List;

/**
 * How many clusters there are: the k from 2 to 8 with the highest silhouette (Kaufman and Rousseeuw
 * 1990, chapter 2). The elbow of the inertia was rejected, since where it bends is in the eye of
 * the beholder.
 *
 * @param k the choice
 * @param candidates every k that was tried with its silhouette
 */
public record KChoice(int k, List<Candidate> candidates) {
  public static final int FEWEST = 2;
  public static final int MOST = 8;

  /** Points that the candidates are fitted on; a choice of k needs no more. */
  private static final int SAMPLE = 10_000;

  public KChoice {
    candidates = List.copyOf(candidates);
  }

  /** One k that was tried. */
  public record Candidate(int k, double silhouette) {}

  /**
   * @throws IllegalArgumentException when there are fewer than three points
   */
  public static KChoice of(Points all, KMeans kmeans, KMeans.Source source, long seed) {
    if (all.rows() <= FEWEST) {
      throw new IllegalArgumentException("k auto needs at least " + (FEWEST + 1) + " points");
    }
    Points points = all.select(Points.sample(all.rows(), SAMPLE, seed));
    List<Candidate> candidates = new ArrayList<>();
    Candidate best = null;
    for (int k = FEWEST; k <= Math.min(MOST, points.rows() - 1); k++) {
      KMeans.Fit fit = kmeans.fit(points, k, source);
      double silhouette =
          Silhouette.sampled(
              points, fit.labels(), fit.centroids().count(), Quality.SILHOUETTE_SAMPLE, seed);
      Candidate candidate = new Candidate(k, silhouette);
      candidates.add(candidate);
      if (best == null || silhouette > best.silhouette()) {
        best = candidate;
      }
    }
    return new KChoice(best.k(), candidates);
  }
}
