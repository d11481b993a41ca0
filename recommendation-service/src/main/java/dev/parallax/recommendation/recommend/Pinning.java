package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.merchandising.Arrangement;
import dev.parallax.recommendation.merchandising.MerchandisingRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Puts pinned items where they are to stand, and the others around them. */
final class Pinning {
  private Pinning() {}

  /**
   * Who is pinned: for each rule, by position, the best of its items that no rule before has.
   *
   * @param n places there are
   * @param worth how good an item is, 0 for one that must not be in the list
   */
  static Map<Integer, MerchandisingRule> of(
      Arrangement arrangement, int n, IntToDoubleFunction worth) {
    Map<Integer, MerchandisingRule> pinned = new LinkedHashMap<>();
    for (Arrangement.Pin pin : arrangement.pins()) {
      if (pin.rule().position() > n) {
        continue;
      }
      int best = -1;
      double most = 0;
      for (int item : pin.items()) {
        double value = pinned.containsKey(item) ? 0 : worth.applyAsDouble(item);
        if (value > most) {
          most = value;
          best = item;
        }
      }
      if (best >= 0) {
        pinned.put(best, pin.rule());
      }
    }
    return pinned;
  }

  /**
   * The list.
   *
   * @param chosen the others, best first
   * @param filling the next item below a number to fill up with, below 0 where there is none
   */
  static List<Integer> place(
      int[] chosen, Map<Integer, MerchandisingRule> pinned, int n, IntUnaryOperator filling) {
    List<Integer> list = new ArrayList<>(n);
    for (int item : chosen) {
      if (!pinned.containsKey(item)) {
        list.add(item);
      }
    }
    int wanted = n - pinned.size();
    int last = Integer.MAX_VALUE;
    while (list.size() < wanted && (last = filling.applyAsInt(last)) >= 0) {
      if (!pinned.containsKey(last) && !list.contains(last)) {
        list.add(last);
      }
    }
    while (list.size() > Math.max(0, wanted)) {
      list.removeLast();
    }
    pinned.forEach((item, rule) -> list.add(Math.min(rule.position() - 1, list.size()), item));
    return list;
  }
}
