package dev.parallax.recommendation.rulebook;

import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.rule.Baskets;
import dev.parallax.recommendation.rule.SessionCutter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes baskets of what is read, items as numbers: of everybody, or of those who changed. */
final class BasketRows implements BasketReader.Taker {
  private static final long NOBODY = Long.MIN_VALUE;

  private final ItemNumbers items;
  private final Set<String> servicesBefore;
  private final SessionCutter cutter;
  private final Baskets.Builder all = Baskets.builder();
  private long[] owners = new long[1024];
  private int size;
  private Map<Long, List<int[]>> changed;
  private Set<String> services = Set.of();
  private long visitor = NOBODY;

  /**
   * @param items numbers what it meets
   * @param servicesBefore as of the reading before; null for none
   */
  BasketRows(ItemNumbers items, Set<String> servicesBefore, SessionCutter cutter) {
    this.items = items;
    this.servicesBefore = servicesBefore;
    this.cutter = cutter;
  }

  @Override
  public boolean services(Set<String> itemIds) {
    services = Set.copyOf(itemIds);
    return services.equals(servicesBefore);
  }

  @Override
  public void changed(Set<Long> customers) {
    changed = new HashMap<>();
    customers.forEach(customer -> changed.put(customer, new ArrayList<>()));
  }

  @Override
  public void order(long customer, String[] itemIds) {
    int[] basket =
        Arrays.stream(itemIds)
            .filter(id -> !services.contains(id))
            .mapToInt(items::number)
            .toArray();
    if (basket.length > 0) {
      add(customer, basket);
    }
  }

  @Override
  public void signal(long customer, String itemId, long epochSecond) {
    if (services.contains(itemId)) {
      return;
    }
    if (customer != visitor) {
      end();
      visitor = customer;
    }
    cutter.add(items.number(itemId), epochSecond);
  }

  /** Ends the visits of the last customer; to be called after the last row. */
  void end() {
    List<int[]> sessions = cutter.end();
    if (visitor != NOBODY) {
      sessions.forEach(session -> add(visitor, session));
    }
  }

  private void add(long customer, int[] basket) {
    if (changed != null) {
      changed.get(customer).add(basket);
      return;
    }
    if (size == owners.length) {
      owners = Arrays.copyOf(owners, size * 2);
    }
    owners[size++] = customer;
    all.add(basket);
  }

  Set<String> services() {
    return services;
  }

  /** Everybody's baskets. */
  Baskets all() {
    return all.build();
  }

  long[] owners() {
    return Arrays.copyOf(owners, size);
  }

  /** The baskets of those who changed. */
  Map<Long, List<int[]>> changes() {
    return changed;
  }
}
