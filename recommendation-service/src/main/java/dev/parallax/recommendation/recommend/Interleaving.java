package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.experiment.TeamDraft;
import dev.parallax.recommendation.experiment.Treatment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A list that two drafted. What a marketer pinned stays in its place, as in the first of them, and
 * is nobody's.
 */
final class Interleaving {
  private final List<Recommendation.Item> whole;
  private final List<Recommendation.Item> first;
  private final List<Recommendation.Item> second;
  private final int n;

  Interleaving(Recommendation first, Recommendation second) {
    this.whole = first.items();
    this.first = whole.stream().filter(item -> !isPinned(item)).toList();
    Set<String> pinned = new HashSet<>();
    whole.stream().filter(Interleaving::isPinned).forEach(item -> pinned.add(item.itemId()));
    this.second =
        second.items().stream()
            .filter(item -> !isPinned(item) && !pinned.contains(item.itemId()))
            .toList();
    this.n = Math.max(whole.size(), second.items().size()) - pinned.size();
  }

  /**
   * @param item at a place
   * @param second whether the second drafted it, null of what is pinned
   */
  record Place(Recommendation.Item item, Boolean second) {
    /** Whose it is, null for nobody's. */
    String arm(Treatment.Second names) {
      if (second == null) {
        return null;
      }
      return second ? names.arm() : names.first();
    }
  }

  /** By coins that the list's id decides, so that it can be drafted once more. */
  List<Place> draft(String id) {
    List<TeamDraft.Pick<Recommendation.Item>> picks =
        TeamDraft.draft(first, second, Recommendation.Item::itemId, n, Lot.of(id));
    List<Place> places = new ArrayList<>(picks.size());
    for (TeamDraft.Pick<Recommendation.Item> pick : picks) {
      addPinned(places);
      places.add(new Place(pick.item(), pick.second()));
    }
    addPinned(places);
    return places;
  }

  private void addPinned(List<Place> places) {
    while (places.size() < whole.size() && isPinned(whole.get(places.size()))) {
      places.add(new Place(whole.get(places.size()), null));
    }
  }

  static boolean isPinned(Recommendation.Item item) {
    return item.strategy() == Recommendation.Strategy.PINNED;
  }
}
