package dev.parallax.ingestion.identity;

import java.util.Set;

/** Who was erased a moment ago, on whichever replica: what is remembered of them goes. */
public record ErasedLately(Set<String> cids) {
  public ErasedLately {
    cids = Set.copyOf(cids);
  }
}
