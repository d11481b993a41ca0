package dev.parallax.recommendation.ranker;

import java.util.Locale;

/**
 * What the ranker knows of an item in a list. Announced with each list as it was then, by the order
 * of these names: learning from values that are computed again later would be learning from what
 * serving did not know. New ones are only appended; in rows of before they are 0.
 *
 * <p>What is the same for all items of a list cannot change their order. Segment, context and
 * customer are therefore there by what they make of an item.
 */
public enum Feature {
  /**
   * Logarithm of the blended score as a share of the best candidate's, at least -7. Without what
   * marketers' rules and tact multiply it by: the ranker must not undo them.
   */
  SCORE,
  /** What rules add to the score, as a share of the best candidate's score. */
  RULES,
  /** The same of the customer's own items by way of their neighbours. */
  NEIGHBOURS,
  /** The same of popularity. */
  POPULAR,
  /** The same of other causes: due to be bought again, like the item at hand. */
  OTHER_CAUSES,
  /** Popularity among the customer's segment alone, in [0, 1]. */
  SEGMENT,
  /** 1 for what nobody bought yet. */
  NEW_ITEM,
  /** 1 for what is known by its texts alone. */
  KNOWN_BY_TEXTS,
  /** Logarithm of 1 and the price; 0 where it is not known. */
  PRICE,
  /** Share of the customer's interests that are of its category. */
  CATEGORY_INTEREST,
  /** 1 for what the customer dealt with just now, half as much after each week, 0 for never. */
  RECENCY,
  /** 1 for what the customer bought before. */
  BOUGHT,
  /** Logarithm of 1 and the visits on which it was shown to the customer without notice. */
  SHOWN_IN_VAIN,
  /** 1 for the category of the item at hand. */
  SAME_CATEGORY,
  /** {@link #RULES} where something is at hand or in the basket, else 0. */
  RULES_AT_HAND,
  /** {@link #NEIGHBOURS} where something is at hand or in the basket, else 0. */
  NEIGHBOURS_AT_HAND,
  /** {@link #POPULAR} where nothing is known of the customer, else 0. */
  POPULAR_TO_NEWCOMERS,
  /**
   * How far {@link #PRICE} is from the mean of what the customer deals with; 0 where either is not
   * known.
   */
  PRICE_DISTANCE;

  /** How many there are. */
  public static final int COUNT = values().length;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
