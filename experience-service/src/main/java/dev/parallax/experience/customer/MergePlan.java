package dev.parallax.experience.customer;

import dev.parallax.contracts.identity.IdentitiesMerged;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run of merges comes to. A pseudonym with facts of its own takes them, and those who were
 * merged into it before, to where it goes. One that was merged before only changes where its future
 * events go: what it did for the first customer stays theirs.
 */
final class MergePlan {
  /** Pseudonym's id to the id of its customer, as it will be. */
  private final Map<Long, Long> pointers = new HashMap<>();

  /** Ids whose facts move, to where at that moment. */
  private final Map<Long, Long> moved = new LinkedHashMap<>();

  /**
   * @param merges in their order
   * @param idOf every pseudonym in them
   * @param customerOf the present customer of every one of these ids; its own where it has facts
   */
  MergePlan(
      Collection<IdentitiesMerged> merges, Map<String, Long> idOf, Map<Long, Long> customerOf) {
    pointers.putAll(customerOf);
    for (IdentitiesMerged merge : merges) {
      long from = idOf.get(merge.from());
      long into = customer(idOf.get(merge.into()));
      if (from == into || customer(from) == into) {
        continue;
      }
      if (customer(from) == from) {
        moved.put(from, into);
      }
      pointers.put(from, into);
    }
  }

  /** Whose facts move where, in the end. */
  Map<Long, Long> moves() {
    Map<Long, Long> moves = new LinkedHashMap<>();
    moved.keySet().forEach(from -> moves.put(from, destination(from)));
    return moves;
  }

  /** Where each pseudonym points in the end; only those that do not point at themselves. */
  Map<Long, Long> aliases() {
    Map<Long, Long> aliases = new LinkedHashMap<>();
    pointers.forEach(
        (id, customer) -> {
          long end = destination(customer);
          if (end != id) {
            aliases.put(id, end);
          }
        });
    return aliases;
  }

  private long customer(long id) {
    return destination(pointers.getOrDefault(id, id));
  }

  private long destination(long id) {
    long end = id;
    while (moved.containsKey(end)) {
      end = moved.get(end);
    }
    return end;
  }
}
