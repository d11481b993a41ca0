package dev.parallax.recommendation.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A list that a customer was shown, as it was then, and what followed.
 *
 * @param cid the customer, after merges
 * @param experiment null where nothing was being tried out
 * @param arm of the experiment
 * @param seenAt when it was really seen, as the shop says; null where it has not said so
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ShownList(
    String id,
    String cid,
    Instant shownAt,
    String surface,
    String modelVersion,
    String experiment,
    String arm,
    Instant seenAt,
    List<Item> items) {

  /**
   * @param position from 1
   * @param name as the catalog had it then; null in lists of before it was kept
   * @param score the sum of its reasons' weights
   * @param propensity the probability that it stood there; null where nothing was left to chance
   * @param arm whose item it is in an interleaved list
   * @param seen whether it was really seen; null where the shop has not said
   * @param clickedAt when it was clicked or viewed because of this list; null where it was not
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Item(
      int position,
      String itemId,
      String name,
      String category,
      BigDecimal price,
      String currency,
      double score,
      String strategy,
      List<Reason> reasons,
      Double propensity,
      String arm,
      Boolean seen,
      Instant clickedAt,
      Instant addedAt,
      Instant orderedAt) {
    public Item {
      reasons = List.copyOf(reasons);
    }
  }

  public ShownList {
    items = List.copyOf(items);
  }
}
