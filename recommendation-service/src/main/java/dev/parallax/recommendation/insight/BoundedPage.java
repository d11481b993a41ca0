package dev.parallax.recommendation.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.recommendation.rulebook.LeftOut;
import java.util.List;

/**
 * One page of a list that bounds may have shortened.
 *
 * @param nextCursor what to pass as {@code cursor} for the next page; null on the last
 * @param leftOut what of the whole list, whatever is filtered; empty where it is complete
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BoundedPage<T>(List<T> items, String nextCursor, List<LeftOut> leftOut) {
  public BoundedPage {
    items = List.copyOf(items);
    leftOut = List.copyOf(leftOut);
  }

  static <T> BoundedPage<T> empty(List<LeftOut> leftOut) {
    return new BoundedPage<>(List.of(), null, leftOut);
  }
}
