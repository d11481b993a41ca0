package dev.parallax.kit.erasure;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom to leave out of what was received at some moment: those who were erased since.
 *
 * @param cids pseudonyms
 */
public record ErasedSince(Set<String> cids) {
  public ErasedSince {
    cids = Set.copyOf(cids);
  }

  /**
   * The others, in their order.
   *
   * @param cidOf whom an entry is about, null where it is about nobody
   */
  public <T> List<T> without(List<T> entries, Function<T, String> cidOf) {
    return cids.isEmpty()
        ? entries
        : entries.stream()
            .filter(
                entry -> {
                  String cid = cidOf.apply(entry);
                  return cid == null || !cids.contains(cid);
                })
            .toList();
  }
}
