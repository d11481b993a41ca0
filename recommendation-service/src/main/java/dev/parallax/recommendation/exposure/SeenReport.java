package dev.parallax.recommendation.exposure;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code POST /v1/exposures}: a list was really seen.
 *
 * @param recommendationId the {@code id} of the answer
 * @param items ids of those that were seen, at most 100; left out where all were
 * @param seenAt now where it is left out
 */
public record SeenReport(String recommendationId, List<String> items, Instant seenAt) {
  private static final int MOST_ITEMS = 100;
  private static final int LONGEST_ID = 256;

  /** What it says, with every mistake told at once. */
  SeenLists.Seen checked(Instant now) {
    List<FieldError> errors = new ArrayList<>();
    if (recommendationId == null || !ListIds.isOne(recommendationId)) {
      errors.add(
          new FieldError("recommendationId", "must be the id of an answer of /v1/recommendations"));
    }
    if (items != null && (items.isEmpty() || items.size() > MOST_ITEMS)) {
      errors.add(
          new FieldError(
              "items", "must have 1 to " + MOST_ITEMS + " item ids, or be left out for all"));
    } else if (items != null) {
      for (int i = 0; i < items.size(); i++) {
        String item = items.get(i);
        if (item == null
            || item.isBlank()
            || item.length() > LONGEST_ID
            || item.indexOf('\0') >= 0) {
          errors.add(
              new FieldError(
                  "items[" + i + "]", "must be an item id of 1 to " + LONGEST_ID + " characters"));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    Instant at = seenAt == null || seenAt.isAfter(now) ? now : seenAt;
    return new SeenLists.Seen(
        recommendationId, at, items == null ? null : items.stream().distinct().toList(), null);
  }
}
