package dev.parallax.recommendation.training;

/**
 * The body of {@code POST /v1/models/train}; everything may be left out.
 *
 * @param minSupport lowest share of baskets of a rule, above 0 and at most 1
 * @param minConfidence of a rule, above 0 and at most 1
 * @param seed of everything random
 */
public record TrainingRequest(Double minSupport, Double minConfidence, Long seed) {
  public TrainingRequest {
    check("minSupport", minSupport);
    check("minConfidence", minConfidence);
  }

  private static void check(String field, Double share) {
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(field + " must be above 0 and at most 1");
    }
  }
}
