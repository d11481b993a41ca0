package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.occasion.Context;
import java.util.List;
import java.util.Set;

/**
 * What is asked: for whom, on what occasion, for which list. {@link QuestionReader} makes it.
 *
 * @param userId null for a visitor or nobody
 * @param anonymousId used where there is no userId, as in the Segment spec
 * @param basket distinct item ids
 * @param itemId the item at hand, null for none
 * @param session items looked at on this visit, the last one last
 * @param query null where nothing is searched by words
 */
record Question(
    Context context,
    String userId,
    String anonymousId,
    Set<String> basket,
    String itemId,
    Relation relation,
    List<String> session,
    String query,
    List<String> candidates,
    Filter filter,
    Set<String> exclude,
    int n,
    String surface) {

  /** The surface of staff who look a customer up. */
  static final String CONSOLE = "console";

  /**
   * Whether the answer is shown to the customer. What only staff look at is no exposure: announced
   * as one it would count as an offer, and every look-up would make a gap look narrower.
   */
  boolean isSeenByTheCustomer() {
    return !surface.equals(CONSOLE);
  }

  /** Whether the customer has something at hand that says more than their past. */
  boolean isAboutSomething() {
    return !basket.isEmpty() || itemId != null || !session.isEmpty();
  }

  /**
   * Whether the question itself may be why nothing answers it: it is a search, or leaves out a part
   * of the assortment.
   */
  boolean isNarrow() {
    return isSearch() || query != null || !exclude.isEmpty() || filter.isNarrow();
  }

  /** Whether the customer looks for items like these themselves, so that none is a suggestion. */
  boolean isSearch() {
    return context == Context.SEARCH;
  }
}
