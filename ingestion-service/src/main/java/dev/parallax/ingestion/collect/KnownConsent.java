package dev.parallax.ingestion.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.profile.Said;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What calls and signals have said, by cid, as the store has it. Consent managers and browsers
 * repeat it with every call; only a change has to reach the database. Entries are short-lived,
 * since another replica may have stored something else.
 */
@ApplicationScoped
class KnownConsent {
  private static final int MOST = 100_000;
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private final Cache<String, Said> said =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED).build();

  boolean isKnown(String cid, Map<Purpose, Boolean> answers, Set<Purpose> refused) {
    Said known = said.getIfPresent(cid);
    return known != null && known.knows(answers, refused);
  }

  /** The same with what stands, null when it is not known here. */
  Said of(String cid) {
    return said.getIfPresent(cid);
  }

  /** To be called once it is committed. */
  void remember(Map<String, Said> stored) {
    said.putAll(stored);
  }
}
