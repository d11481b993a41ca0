package dev.parallax.ingestion.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.profile.Said;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

  private final Profiles profiles;
  private final Cache<String, Said> said =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED).build();

  KnownConsent(Profiles profiles) {
    this.profiles = profiles;
  }

  boolean isKnown(String cid, Map<Purpose, Boolean> answers, Set<Purpose> refused, Instant at) {
    Said known = said.getIfPresent(cid);
    return known != null && known.knows(answers, refused, at);
  }

  /**
   * What stands and was said of each. Those who are not known here are read all at once, which
   * locks nobody.
   */
  Map<String, Said> of(Collection<String> cids) {
    Map<String, Said> found = HashMap.newHashMap(cids.size());
    Set<String> unknown = new HashSet<>();
    for (String cid : cids) {
      Said known = said.getIfPresent(cid);
      if (known == null) {
        unknown.add(cid);
      } else {
        found.put(cid, known);
      }
    }
    if (!unknown.isEmpty()) {
      Map<String, Said> stored = profiles.said(unknown);
      stored.forEach(said.asMap()::putIfAbsent); // What was committed meanwhile is newer.
      found.putAll(stored);
    }
    return found;
  }

  /** To be called once it is committed. */
  void remember(Map<String, Said> stored) {
    said.putAll(stored);
  }
}
