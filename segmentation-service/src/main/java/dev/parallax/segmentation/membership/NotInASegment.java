package dev.parallax.segmentation.membership;

import dev.parallax.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;

/** Why a customer is in no segment: each a problem type of its own, for who shows it to people. */
final class NotInASegment {
  private NotInASegment() {}

  /**
   * @param field that named the customer
   * @param analytics whether the customer may be segmented, empty where nobody is known
   */
  static HttpProblem problem(String field, Optional<Boolean> analytics) {
    if (analytics.isEmpty()) {
      return Problems.notFound("unknown-customer", field, "names nobody who was heard of yet");
    }
    if (!analytics.get()) {
      return Problems.notFound(
          "no-analytics-consent",
          field,
          "names a customer whose data may not be used for analytics");
    }
    return Problems.notFound(
        "not-placed-yet",
        field,
        "names a customer who has not been placed yet: visitors are once they sign in, others"
            + " within moments");
  }
}
