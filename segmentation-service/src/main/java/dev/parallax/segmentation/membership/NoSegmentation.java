package dev.parallax.segmentation.membership;

import dev.parallax.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;

/** What is answered before the first segmentation serves. */
final class NoSegmentation {
  private NoSegmentation() {}

  static HttpProblem problem() {
    return Problems.conflict(
        "no-segmentation",
        "customers have not been segmented yet; train with POST /v1/segmentations"
            + " {\"algorithm\":\"kmeans\",\"k\":\"auto\"} once orders have arrived");
  }
}
