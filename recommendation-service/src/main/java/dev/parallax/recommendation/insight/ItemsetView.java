package dev.parallax.recommendation.insight;

import java.util.List;

/**
 * Items that are often together.
 *
 * @param items ids
 * @param source baskets or sessions
 * @param baskets with all of them
 * @param closed whether every further item costs baskets
 * @param maximal whether no further item leaves enough baskets
 */
public record ItemsetView(
    List<String> items,
    String source,
    double support,
    int baskets,
    boolean closed,
    boolean maximal) {
  public ItemsetView {
    items = List.copyOf(items);
  }
}
