package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.behaviour.ResponseReader.Response;
import dev.parallax.recommendation.occasion.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may be tried out at one moment, each with its chance.
 *
 * @param newItems for customers whose taste is known
 * @param overall for newcomers of no segment, what is popular and what is new
 * @param segments the same by segment
 * @param newcomers share of places that are left to chance for a newcomer
 * @param others the same for everybody else
 * @param contexts whose lists have such places
 */
record Pools(
    List<Choice> newItems,
    List<Choice> overall,
    Map<String, List<Choice>> segments,
    double newcomers,
    double others,
    Set<Context> contexts) {
  private static final int FEWEST_PLACES = 5;

  /** Nothing is left to chance. */
  static final Pools NONE = new Pools(List.of(), List.of(), Map.of(), 0, 0, Set.of());

  /**
   * One that may be tried.
   *
   * @param itemId not its number, since that changes with the offer
   * @param chance that it is the best of the pool
   */
  record Choice(String itemId, double chance, boolean newItem, Response response) {}

  /** Whether a list has places for what is tried out. */
  boolean haveAPlaceIn(Question question) {
    return question.isSeenByTheCustomer()
        && contexts.contains(question.context())
        && question.n() >= FEWEST_PLACES;
  }

  /** For somebody of whose taste nothing is known. */
  List<Choice> ofSegment(String segmentId) {
    return segments.getOrDefault(segmentId, overall);
  }
}
