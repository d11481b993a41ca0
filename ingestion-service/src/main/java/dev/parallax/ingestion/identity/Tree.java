package dev.parallax.ingestion.identity;

import dev.parallax.kit.pseudonym.Cid;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The merges that made one customer of several pseudonyms: a spanning tree of them. */
final class Tree {
  /** One merge, by its number and the two pseudonyms that it was about. */
  record Edge(long id, String one, String other) {}

  /**
   * What taking one merge away comes to.
   *
   * @param staying the side of the pseudonym that the customer is known by
   * @param leaving the other side
   * @param root the most senior of those who leave
   */
  record Parts(Set<String> staying, Set<String> leaving, String root) {}

  private Tree() {}

  static Parts without(Edge edge, Collection<Edge> edges, String root) {
    Map<String, Set<String>> neighbours = new HashMap<>();
    for (Edge each : edges) {
      if (each.id() != edge.id()) {
        neighbours.computeIfAbsent(each.one(), cid -> new HashSet<>()).add(each.other());
        neighbours.computeIfAbsent(each.other(), cid -> new HashSet<>()).add(each.one());
      }
    }
    Set<String> one = reachable(edge.one(), neighbours);
    Set<String> other = reachable(edge.other(), neighbours);
    Set<String> leaving = one.contains(root) ? other : one;
    return new Parts(
        one.contains(root) ? one : other, leaving, Collections.min(leaving, Cid.SENIORITY));
  }

  private static Set<String> reachable(String start, Map<String, Set<String>> neighbours) {
    Set<String> reached = new TreeSet<>(List.of(start));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String next : neighbours.getOrDefault(open.remove(), Set.of())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }
}
