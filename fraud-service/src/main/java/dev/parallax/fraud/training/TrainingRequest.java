package dev.parallax.fraud.training;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * How to train; every field may be left out.
 *
 * @param genuineAfterDays 0 to 365
 * @param testShare 0.1 to 0.5
 */
public record TrainingRequest(Integer genuineAfterDays, Double testShare, Long seed) {

  /** The request with the configuration's values where it has none. */
  record Settings(int genuineAfterDays, double testShare, long seed) {}

  Settings settings(TrainingConfig config) {
    List<FieldError> errors = new ArrayList<>();
    int days = genuineAfterDays == null ? config.genuineAfterDays() : genuineAfterDays;
    if (days < 0 || days > 365) {
      errors.add(new FieldError("genuineAfterDays", "must be between 0 and 365"));
    }
    double share = testShare == null ? config.testShare() : testShare;
    if (!(share >= 0.1 && share <= 0.5)) {
      errors.add(new FieldError("testShare", "must be between 0.1 and 0.5"));
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return new Settings(days, share, seed == null ? config.seed() : seed);
  }
}
