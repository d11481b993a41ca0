package dev.parallax.ingestion;

import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.kit.pseudonym.Pseudonyms;

/** Nobody was ever merged. */
public record Unmerged(Pseudonyms pseudonyms) implements CurrentCids {
  @Override
  public String customer(String userId) {
    return pseudonyms.customer(userId);
  }

  @Override
  public String visitor(String anonymousId) {
    return pseudonyms.anonymous(anonymousId);
  }
}
