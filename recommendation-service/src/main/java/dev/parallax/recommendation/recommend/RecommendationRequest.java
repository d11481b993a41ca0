package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.occasion.Context;
import java.math.BigDecimal;
import java.util.List;

/**
 * The body of {@code POST /v1/recommendations}.
 *
 * @param userId whose list it is, may be left out
 * @param anonymousId of a visitor, used where there is no userId
 * @param context what the customer is doing; where it is left out, basket, product, search or
 *     session, by what is given
 * @param basket 1 to 200 item ids
 * @param itemId the item at hand, in the context product
 * @param relation any, similar or complements, in the context product
 * @param session items looked at on this visit, the last one last, at most 200
 * @param query words that are looked for, in the context search
 * @param candidates items to put in order, at most 1,000: only they are in the answer
 * @param categories only items of these
 * @param minPrice only items of this price and above, in the catalog's currency
 * @param maxPrice only items of this price and below
 * @param inStock false for items that cannot be bought now, too
 * @param exclude items that are on the page already, at most 1,000
 * @param n how many items are wanted, 1 to 100, 10 where it is left out
 * @param surface where they are shown, the context's name where it is left out; {@code console} is
 *     a look by staff and no exposure
 */
public record RecommendationRequest(
    String userId,
    String anonymousId,
    Context context,
    List<String> basket,
    String itemId,
    Relation relation,
    List<String> session,
    String query,
    List<String> candidates,
    List<String> categories,
    BigDecimal minPrice,
    BigDecimal maxPrice,
    Boolean inStock,
    List<String> exclude,
    Integer n,
    String surface) {

  /** The context that is named, or else what the parts that are given make it. */
  Context occasion() {
    if (context != null) {
      return context;
    }
    if (basket != null) {
      return Context.BASKET;
    }
    if (itemId != null) {
      return Context.PRODUCT;
    }
    if (query != null || candidates != null) {
      return Context.SEARCH;
    }
    return session != null ? Context.SESSION : null;
  }
}
