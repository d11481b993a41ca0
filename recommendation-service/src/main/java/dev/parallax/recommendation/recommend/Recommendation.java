package dev.parallax.recommendation.recommend;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.recommendation.occasion.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * An answer.
 *
 * @param cid whom it is for, null for nobody in particular
 * @param personalized whether anything of the customer's own went into it
 * @param reasons about the list as a whole, such as that there is no consent
 * @param context the occasion that it was made for
 * @param why for the customer: what was used, and who can stop it
 * @param unknownItems of the question: ids that neither the catalog nor any customer knows
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Recommendation(
    String id,
    String cid,
    Context context,
    String modelVersion,
    boolean personalized,
    List<Item> items,
    List<Reason> reasons,
    Phrase why,
    List<String> unknownItems) {

  /** Where an item of the list comes from: the source that adds most to its score. */
  public enum Strategy {
    RULES,
    ITEM_KNN,
    CONTENT,
    REPURCHASE,
    SEARCH,
    SEGMENT_POPULAR,
    POPULAR,
    PINNED,
    EXPLORATION,
    ASSORTMENT;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By the code of the reason that weighs most. */
    static Strategy of(String code) {
      return switch (code) {
        case Wording.TOGETHER -> RULES;
        case Wording.BECAUSE -> ITEM_KNN;
        case Wording.TEXTS, TactWording.ALIKE -> CONTENT;
        case TactWording.DUE -> REPURCHASE;
        case TactWording.MATCH, TactWording.ORDER_GIVEN -> SEARCH;
        case Wording.IN_SEGMENT -> SEGMENT_POPULAR;
        case TactWording.PINNED -> PINNED;
        case TactWording.TRIED_OUT -> EXPLORATION;
        case TactWording.ASSORTMENT -> ASSORTMENT;
        default -> POPULAR;
      };
    }
  }

  /**
   * @param price null where the catalog does not know it
   * @param score the sum of its reasons' weights
   * @param why a sentence for the customer who asks why they see it
   * @param propensity the probability that chance gave it its place, given the places before it,
   *     where something was left to chance; else null
   * @param features what the ranker is told of it, for who learns later; not part of the answer;
   *     empty where nobody does
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
      List<Reason> reasons,
      Phrase why,
      Double propensity,
      @JsonIgnore List<Float> features) {
    public Item {
      reasons = List.copyOf(reasons);
      features = List.copyOf(features);
    }

    /** The same where chance decided that it stands there. */
    Item with(double probability) {
      return new Item(
          itemId,
          name,
          category,
          price,
          currency,
          score,
          strategy,
          reasons,
          why,
          probability,
          features);
    }
  }

  /** The same list with other items of other models. */
  Recommendation with(String version, List<Item> others) {
    return new Recommendation(
        id, cid, context, version, personalized, others, reasons, why, unknownItems);
  }

  public Recommendation {
    items = List.copyOf(items);
    reasons = List.copyOf(reasons);
    unknownItems = List.copyOf(unknownItems);
  }
}
