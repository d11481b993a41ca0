package dev.parallax.recommendation.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list as it is and as it would be.
 *
 * @param moves items that are elsewhere or in one list only, by their place after, then before
 */
public record TryOut(
    List<Recommendation.Item> before, List<Recommendation.Item> after, List<Move> moves) {
  /** Where an item stands, from 1; null where it is not in the list. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Move(String itemId, Integer before, Integer after) {}

  static TryOut of(Recommendation before, Recommendation after) {
    Map<String, Integer> placesBefore = places(before);
    Map<String, Integer> placesAfter = places(after);
    Set<String> all = new LinkedHashSet<>();
    after.items().forEach(item -> all.add(item.itemId()));
    before.items().forEach(item -> all.add(item.itemId()));
    List<Move> moves = new ArrayList<>();
    for (String item : all) {
      Integer from = placesBefore.get(item);
      Integer to = placesAfter.get(item);
      if (from == null || !from.equals(to)) {
        moves.add(new Move(item, from, to));
      }
    }
    return new TryOut(before.items(), after.items(), moves);
  }

  private static Map<String, Integer> places(Recommendation answer) {
    Map<String, Integer> places = new HashMap<>();
    for (Recommendation.Item item : answer.items()) {
      places.put(item.itemId(), places.size() + 1);
    }
    return places;
  }
}
