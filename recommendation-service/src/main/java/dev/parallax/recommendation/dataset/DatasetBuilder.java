package dev.parallax.recommendation.dataset;

import dev.parallax.recommendation.history.Signal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes rows as they come from the store. Customers come as the store's numbers and are renumbered
 * without gaps; no pseudonym gets in here, so that none can get into a model.
 */
public final class DatasetBuilder {
  private static final int SECONDS = 60;

  private final Columns rows = new Columns();
  private final Map<Long, Integer> customers = new HashMap<>();
  private final ItemNumbers items = new ItemNumbers();
  private int[] basketFrom = new int[256];
  private int[] basketTo = new int[256];
  private int baskets;

  /**
   * @param customer the store's number, or null for one who may not be linked
   * @param inBaskets whether the order is used as a basket
   */
  public void order(
      Long customer, String[] itemIds, Integer[] quantities, long epochSecond, boolean inBaskets) {
    int from = rows.size;
    for (int i = 0; i < itemIds.length; i++) {
      rows.add(
          number(customer),
          items.number(itemIds[i]),
          Dataset.BOUGHT,
          quantities[i],
          minute(epochSecond));
    }
    if (inBaskets && rows.size > from) {
      if (baskets == basketFrom.length) {
        basketFrom = Arrays.copyOf(basketFrom, baskets * 2);
        basketTo = Arrays.copyOf(basketTo, baskets * 2);
      }
      basketFrom[baskets] = from;
      basketTo[baskets++] = rows.size;
    }
  }

  public void refund(Long customer, String itemId, int quantity, long epochSecond) {
    rows.add(
        number(customer), items.number(itemId), Dataset.RETURNED, quantity, minute(epochSecond));
  }

  public void signal(Long customer, String itemId, Signal signal, int rating, long epochSecond) {
    rows.add(
        number(customer), items.number(itemId), (byte) signal.code(), rating, minute(epochSecond));
  }

  public int rows() {
    return rows.size;
  }

  public ItemNumbers items() {
    return items;
  }

  public Dataset build() {
    return new Dataset(
        customers.size(),
        items.size(),
        rows,
        Arrays.copyOf(basketFrom, baskets),
        Arrays.copyOf(basketTo, baskets));
  }

  private int number(Long customer) {
    return customer == null
        ? Dataset.NOBODY
        : customers.computeIfAbsent(customer, c -> customers.size());
  }

  /** Some thousand years either way; nothing that a wrong clock says may stop learning. */
  private static int minute(long epochSecond) {
    return Math.clamp(
        Math.floorDiv(epochSecond, SECONDS), Integer.MIN_VALUE + 1, Integer.MAX_VALUE - 1);
  }
}
