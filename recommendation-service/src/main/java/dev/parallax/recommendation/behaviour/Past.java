package dev.parallax.recommendation.behaviour;

import dev.parallax.recommendation.history.Tally;
import dev.parallax.recommendation.tact.Dismissals;
import dev.parallax.recommendation.tact.Showing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of one customer's dealings with items.
 *
 * @param items by item, what they did with it
 * @param showings lists they were shown, the newest
 * @param dismissals what they do not want to see
 */
public record Past(Map<String, Tally> items, List<Showing> showings, Dismissals dismissals) {
  /** Of somebody nothing is known of. */
  public static final Past NONE = new Past(Map.of(), List.of(), Dismissals.NONE);

  /** Collects rows of one customer. */
  static final class Builder {
    private final Map<String, Tally> items = new LinkedHashMap<>();
    private final List<Showing> showings = new ArrayList<>();
    private final Set<String> dismissedItems = new HashSet<>();
    private final Set<String> dismissedCategories = new HashSet<>();

    Tally tally(String item) {
      return items.computeIfAbsent(item, key -> new Tally());
    }

    void shown(Showing showing) {
      showings.add(showing);
    }

    void dismissed(String value, boolean category) {
      (category ? dismissedCategories : dismissedItems).add(value);
    }

    Past build() {
      return new Past(items, showings, new Dismissals(dismissedItems, dismissedCategories));
    }
  }
}
