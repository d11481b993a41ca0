package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.exploration.Race;
import dev.parallax.recommendation.offer.Offer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * Leaves some places of one list to chance: who is new gets something of what their segment buys
 * and of what is new, everybody else something new that suits them. Only where a customer sees it
 * who agreed, since nothing may be learned from others; within half an hour the same as long as
 * chances hardly change, so that a page that is loaded again does not.
 */
final class Exploring {
  private static final long HALF_HOUR = 1_800;

  /** What suits a customer not at all has still this part of the chance of what suits best. */
  private static final double UNSUITED = 0.2;

  private final Offer offer;
  private final List<Pools.Choice> pool;
  private final int places;
  private final boolean newcomer;
  private final String cid;
  private final long halfHour;
  private final Map<Integer, Drawn> drawn = new HashMap<>();

  /**
   * What chance gave a place.
   *
   * @param propensity the probability of it, given the places before, of all that could have had
   *     this one
   */
  record Drawn(Pools.Choice choice, double propensity) {}

  /**
   * @param newcomer whether nothing is known of the customer's taste
   * @param now in seconds since 1970
   */
  Exploring(Offer offer, Question question, Asker asker, Pools pools, boolean newcomer, long now) {
    boolean explores = asker.cid() != null && asker.isPersonal() && pools.haveAPlaceIn(question);
    this.offer = offer;
    this.newcomer = newcomer;
    this.pool =
        !explores ? List.of() : newcomer ? pools.ofSegment(asker.segmentId()) : pools.newItems();
    this.places = (int) Math.round(question.n() * (newcomer ? pools.newcomers() : pools.others()));
    this.cid = asker.cid();
    this.halfHour = now / HALF_HOUR;
  }

  /**
   * The list with what is tried out put in, evenly over it, and so much longer.
   *
   * @param allowed whether an item may be in the list
   * @param suits how well an item suits the customer, in [0, 1]
   */
  int[] into(int[] chosen, IntPredicate allowed, IntToDoubleFunction suits) {
    if (pool.isEmpty() || places == 0) {
      return chosen;
    }
    List<Integer> list = new ArrayList<>(chosen.length + places);
    for (int item : chosen) {
      list.add(item);
    }
    int n = chosen.length;
    Map<Integer, Double> weights = weights(list, allowed, suits);
    for (int place = 1; place <= places && !weights.isEmpty(); place++) {
      int item = draw(weights);
      list.add(Math.min(place * n / (places + 1), list.size()), item);
    }
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private Map<Integer, Double> weights(
      List<Integer> list, IntPredicate allowed, IntToDoubleFunction suits) {
    Map<Integer, Double> weights = new HashMap<>();
    for (Pools.Choice choice : pool) {
      int item = offer.number(choice.itemId());
      if (item != ItemNumbers.UNKNOWN && !list.contains(item) && allowed.test(item)) {
        double suited = newcomer ? 1 : UNSUITED + (1 - UNSUITED) * suits.applyAsDouble(item);
        weights.put(item, choice.chance() * suited);
      }
    }
    return weights;
  }

  /** Takes it out of the weights. */
  private int draw(Map<Integer, Double> weights) {
    double all = 0;
    double earliest = Double.POSITIVE_INFINITY;
    int first = ItemNumbers.UNKNOWN;
    for (Map.Entry<Integer, Double> one : weights.entrySet()) {
      all += one.getValue();
      double arrival = Race.arrival(one.getValue(), cid, offer.id(one.getKey()), halfHour);
      if (arrival < earliest) {
        earliest = arrival;
        first = one.getKey();
      }
    }
    double propensity = weights.remove(first) / all;
    String id = offer.id(first);
    Pools.Choice choice =
        pool.stream().filter(c -> c.itemId().equals(id)).findFirst().orElseThrow();
    drawn.put(first, new Drawn(choice, propensity));
    return first;
  }

  /** Null for what is not in the list by chance. */
  Drawn of(int item) {
    return drawn.get(item);
  }
}
