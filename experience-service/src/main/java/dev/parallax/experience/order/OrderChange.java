package dev.parallax.experience.order;

import dev.parallax.experience.session.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An order as it was and as it is.
 *
 * @param before all that were counted until now: none of a new order, several when two customers
 *     who both had it turned out to be one
 */
public record OrderChange(OrderKey key, List<KnownOrder> before, KnownOrder after) {

  /** By item, how many more lines have it now. */
  public Map<String, Integer> bought() {
    Map<String, Integer> lines = new HashMap<>();
    after.items().forEach(item -> lines.merge(item, 1, Integer::sum));
    before.forEach(known -> known.items().forEach(item -> lines.merge(item, -1, Integer::sum)));
    lines.values().removeIf(n -> n == 0);
    return lines;
  }

  /** Where it counted or counts, unless it still counts where it did. */
  public List<Place> places() {
    List<Place> places = new ArrayList<>();
    if (before.size() != 1 || !Objects.equals(before.getFirst().place(), after.place())) {
      before.forEach(known -> places.add(known.place()));
      places.add(after.place());
      places.removeIf(Objects::isNull);
    }
    return places;
  }
}
