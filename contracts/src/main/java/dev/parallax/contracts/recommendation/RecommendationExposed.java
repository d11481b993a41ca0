package dev.parallax.contracts.recommendation;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.Required;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A list of items that was answered to a caller.
 *
 * @param surface where it is shown: home, product, basket, …
 * @param experiment what was being tried out when it was made, null for nothing
 * @param arm of the experiment, null where there is none; {@code interleaved} where each item has
 *     its own
 */
public record RecommendationExposed(
    String id,
    String cid,
    String surface,
    List<Item> items,
    String modelVersion,
    Instant occurredAt,
    String experiment,
    String arm)
    implements PersonalEvent {

  /**
   * @param rank from 1
   * @param strategy where the candidate came from
   * @param reasons their weights are the parts of the score
   * @param name as the catalog had it then, like {@code category}, {@code price} and {@code
   *     currency}; null in records of before
   * @param propensity the probability that this item stood at this place, above 0; null where
   *     nothing was left to chance
   * @param arm whose item it is in an interleaved list, else null
   * @param agreeing the arms and candidates of the experiment whose own list has this item at this
   *     place; null where that was not looked at
   * @param features what was known of the item in this list, numbers in an order to which is only
   *     appended; null where nobody learns from it
   */
  public record Item(
      String itemId,
      int rank,
      String strategy,
      double score,
      List<Reason> reasons,
      String name,
      String category,
      BigDecimal price,
      String currency,
      Double propensity,
      String arm,
      List<String> agreeing,
      List<Float> features) {
    public Item {
      Required.text("itemId", itemId);
      Required.text("strategy", strategy);
      reasons = reasons == null ? List.of() : List.copyOf(reasons);
      agreeing = agreeing == null ? null : List.copyOf(agreeing);
      features = features == null ? null : List.copyOf(features);
      if (propensity != null && !(propensity > 0 && propensity <= 1)) {
        throw new IllegalArgumentException("propensity must be above 0 and at most 1");
      }
    }

    /** As the catalog has it by now, placed by nobody's chance, in no experiment. */
    public Item(String itemId, int rank, String strategy, double score, List<Reason> reasons) {
      this(itemId, rank, strategy, score, reasons, null, null, null, null, null, null, null, null);
    }
  }

  public RecommendationExposed {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.text("surface", surface);
    Required.text("modelVersion", modelVersion);
    Required.value("occurredAt", occurredAt);
    items = List.copyOf(Required.value("items", items));
  }

  /** In no experiment. */
  public RecommendationExposed(
      String id,
      String cid,
      String surface,
      List<Item> items,
      String modelVersion,
      Instant occurredAt) {
    this(id, cid, surface, items, modelVersion, occurredAt, null, null);
  }

  @Override
  public String key() {
    return cid;
  }

  @Override
  public List<String> customers() {
    return List.of(cid);
  }

  @Override
  public Instant knownAt() {
    return occurredAt;
  }
}
