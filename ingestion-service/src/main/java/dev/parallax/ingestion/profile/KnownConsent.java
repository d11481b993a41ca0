package dev.parallax.ingestion.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.contracts.profile.Purpose;
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
 * repeat it with every call; only a change has to reach the database. What another replica changed
 * is forgotten within a second or two ({@link ConsentWatch}), and everything after a minute.
 */
@ApplicationScoped
public class KnownConsent {
  private static final int MOST = 100_000;
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private final Profiles profiles;
  private final Cache<String, Said> said =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED).build();

  KnownConsent(Profiles profiles) {
    this.profiles = profiles;
  }

  /** Whether the store has these from this customer already, as far as it is known here. */
  public boolean isKnown(
      String cid, Map<Purpose, Boolean> answers, Set<Purpose> refused, Instant at) {
    Said known = said.getIfPresent(cid);
    return known != null && known.knows(answers, refused, at);
  }

  /**
   * What stands and was said of each. Those who are not known here are read all at once, which
   * locks nobody.
   */
  public Map<String, Said> of(Collection<String> cids) {
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
      found.putAll(stored);
      offer(stored);
    }
    return found;
  }

  /** What was read a moment ago; what was committed meanwhile is newer. */
  public void offer(Map<String, Said> read) {
    read.forEach(said.asMap()::putIfAbsent);
  }

  /** To be called once it is committed. */
  public void remember(Map<String, Said> stored) {
    said.putAll(stored);
  }

  /** So that they are looked up again; to be called once the change is committed. */
  public void forget(Collection<String> cids) {
    said.invalidateAll(cids);
  }
}
