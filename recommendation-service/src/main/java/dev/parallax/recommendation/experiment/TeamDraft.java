package dev.parallax.recommendation.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One list of two: in each round a coin says who picks first, and each picks the best of its own
 * that is not there yet (team-draft interleaving, Radlinski, Kurup and Joachims, "How does
 * clickthrough data reflect retrieval quality?", CIKM 2008). A click is credited to the list that
 * picked the item. Balanced interleaving was rejected: it prefers one of two lists that are almost
 * alike.
 */
public final class TeamDraft {
  private TeamDraft() {}

  /**
   * @param second whether the second list picked it
   */
  public record Pick<T>(T item, boolean second) {}

  /**
   * @param key what makes two items the same
   * @param n how many at most; fewer where both lists have no more
   */
  public static <T> List<Pick<T>> draft(
      List<T> first, List<T> second, Function<T, String> key, int n, RandomGenerator random) {
    List<Pick<T>> picks = new ArrayList<>(n);
    Set<String> taken = new HashSet<>();
    int[] at = new int[2];
    List<List<T>> lists = List.of(first, second);
    while (picks.size() < n) {
      int before = picks.size();
      int starts = random.nextBoolean() ? 1 : 0;
      for (int team : new int[] {starts, 1 - starts}) {
        List<T> list = lists.get(team);
        while (at[team] < list.size() && taken.contains(key.apply(list.get(at[team])))) {
          at[team]++;
        }
        if (at[team] < list.size() && picks.size() < n) {
          T item = list.get(at[team]++);
          taken.add(key.apply(item));
          picks.add(new Pick<>(item, team == 1));
        }
      }
      if (picks.size() == before) {
        break;
      }
    }
    return picks;
  }
}
