package dev.parallax.kit.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Splits moves of rows from one owner to another for statements that move many at once: two owners
 * may have rows that become one, and no statement may meet both, since one statement changes a row
 * once.
 */
public final class MoveRounds {
  private MoveRounds() {}

  /**
   * @param moves from whom to whom
   * @return all of them, in as few rounds as it takes for nobody to receive from two in one of
   *     them; ascending, so that rows are locked in one order
   */
  public static List<Map<String, String>> of(Map<String, String> moves) {
    List<Map<String, String>> rounds = new ArrayList<>();
    Map<String, Integer> received = new HashMap<>();
    new TreeMap<>(moves)
        .forEach(
            (from, into) -> {
              int round = received.merge(into, 1, Integer::sum) - 1;
              if (round == rounds.size()) {
                rounds.add(new TreeMap<>());
              }
              rounds.get(round).put(from, into);
            });
    return rounds;
  }
}
