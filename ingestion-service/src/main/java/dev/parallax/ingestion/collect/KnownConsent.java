package dev.parallax.ingestion.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.contracts.profile.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/**
 * The answers that count, by cid, as the store has them: the last one that came may have been an
 * older one that changed nothing. Consent managers repeat them with every call; only a change has
 * to reach the database. Entries are short-lived, since another replica may have stored another
 * answer.
 */
@ApplicationScoped
class KnownConsent {
  private static final int MOST = 100_000;
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private final Cache<String, Map<Purpose, Boolean>> answers =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED).build();

  boolean isKnown(String cid, Map<Purpose, Boolean> consent) {
    Map<Purpose, Boolean> known = answers.getIfPresent(cid);
    return known != null && known.entrySet().containsAll(consent.entrySet());
  }

  /** The answers of a customer, null when they are not known here. */
  Map<Purpose, Boolean> of(String cid) {
    return answers.getIfPresent(cid);
  }

  /** To be called once the answers are committed. */
  void remember(Map<String, Map<Purpose, Boolean>> stored) {
    answers.putAll(stored);
  }
}
