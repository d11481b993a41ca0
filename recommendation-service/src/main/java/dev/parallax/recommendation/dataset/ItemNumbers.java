package dev.parallax.recommendation.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers items from 0 in the order in which they are met, and back. */
public final class ItemNumbers {
  /** What {@link #find} says of an item that has no number. */
  public static final int UNKNOWN = -1;

  private final Map<String, Integer> numbers;
  private final List<String> ids;

  public ItemNumbers() {
    this(List.of());
  }

  public ItemNumbers(Collection<String> ids) {
    this.ids = new ArrayList<>(ids);
    this.numbers = HashMap.newHashMap(ids.size());
    for (String id : ids) {
      numbers.put(id, numbers.size());
    }
    if (numbers.size() != this.ids.size()) {
      throw new IllegalArgumentException("ids must be distinct");
    }
  }

  /** The item's number, a new one where it has none yet. */
  public int number(String id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    numbers.put(id, ids.size());
    ids.add(id);
    return ids.size() - 1;
  }

  /** The item's number or {@link #UNKNOWN}. */
  public int find(String id) {
    return numbers.getOrDefault(id, UNKNOWN);
  }

  public String id(int number) {
    return ids.get(number);
  }

  public int size() {
    return ids.size();
  }

  public List<String> ids() {
    return List.copyOf(ids);
  }
}
