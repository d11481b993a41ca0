package dev.parallax.kit.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param nextCursor what to pass as {@code cursor} for the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, String nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of a query that asked for one row more than the limit.
   *
   * @param keyOf the sort key of an item, where the next page starts after
   */
  public static <T> Page<T> of(List<T> oneMoreThanLimit, int limit, Function<T, String> keyOf) {
    if (oneMoreThanLimit.size() <= limit) {
      return new Page<>(oneMoreThanLimit, null);
    }
    List<T> items = oneMoreThanLimit.subList(0, limit);
    return new Page<>(items, Cursor.encode(keyOf.apply(items.getLast())));
  }
}
