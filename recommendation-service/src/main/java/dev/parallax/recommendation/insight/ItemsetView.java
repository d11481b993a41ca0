package dev.parallax.recommendation.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Items that are often together.
 *
 * @param items ids
 * @param source baskets or sessions
 * @param baskets with all of them
 * @param closed whether every further item costs baskets; null where larger sets were not counted
 *     far enough to know
 * @param maximal whether no further item leaves enough baskets; null likewise
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ItemsetView(
    List<String> items,
    String source,
    double support,
    int baskets,
    Boolean closed,
    Boolean maximal) {
  public ItemsetView {
    items = List.copyOf(items);
  }
}
