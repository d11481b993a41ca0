package dev.parallax.recommendation.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.contracts.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * An answer.
 *
 * @param cid whom it is for, null for nobody in particular
 * @param personalized whether anything of the customer's own went into it
 * @param reasons about the list as a whole, such as that there is no consent
 * @param unknownItems of the basket: ids that neither the catalog nor any customer knows
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Recommendation(
    String id,
    String cid,
    String modelVersion,
    boolean personalized,
    List<Item> items,
    List<Reason> reasons,
    List<String> unknownItems) {

  /** Where an item of the list comes from: the source that adds most to its score. */
  public enum Strategy {
    RULES,
    ITEM_KNN,
    SEGMENT_POPULAR,
    POPULAR;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param price null where the catalog does not know it
   * @param score the sum of its reasons' weights
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Item(
      String itemId,
      String name,
      String category,
      BigDecimal price,
      String currency,
      double score,
      Strategy strategy,
      List<Reason> reasons) {
    public Item {
      reasons = List.copyOf(reasons);
    }
  }

  /** The same list with other items of other models. */
  Recommendation with(String version, List<Item> others) {
    return new Recommendation(id, cid, version, personalized, others, reasons, unknownItems);
  }

  public Recommendation {
    items = List.copyOf(items);
    reasons = List.copyOf(reasons);
    unknownItems = List.copyOf(unknownItems);
  }
}
