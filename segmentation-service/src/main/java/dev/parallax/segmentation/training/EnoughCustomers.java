package dev.parallax.segmentation.training;

import dev.parallax.segmentation.clustering.KChoice;
import java.util.Optional;

/** Whether there are enough customers to learn from. */
final class EnoughCustomers {
  private EnoughCustomers() {}

  /** What is wrong with {@code k}, empty when nothing is. */
  static Optional<String> problem(SegmentationRequest request, int customers) {
    int needed = request.k().orElse(KChoice.FEWEST + 1);
    return customers >= needed
        ? Optional.empty()
        : Optional.of(
            "must be at most the number of customers with a purchase and consent to analytics,"
                + " which is "
                + customers
                + (request.k().isEmpty() ? "; auto needs " + needed : ""));
  }
}
