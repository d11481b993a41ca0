package dev.parallax.ingestion.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.identity.ErasedLately;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What calls and signals have said, by cid, as the store has it. Consent managers and browsers
 * repeat it with every call; only a change has to reach the database. What another replica changed
 * is read again within a second or two ({@link ConsentWatch}), and everything is looked up again
 * after a minute; while the database is away, what was known before is believed for longer, so that
 * calls which only repeat it are taken in.
 */
@ApplicationScoped
public class KnownConsent {
  private static final int MOST = 100_000;
  private static final Duration BELIEVED = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Profiles profiles;
  private final Cache<String, Entry> said =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
  private volatile boolean away;

  /**
   * @param said null where it was forgotten
   * @param nanos as of when it holds, {@link System#nanoTime}
   */
  private record Entry(Said said, long nanos) {}

  KnownConsent(Profiles profiles) {
    this.profiles = profiles;
  }

  /** Whether the store has these from this customer already, as far as it is known here. */
  public boolean isKnown(
      String cid, Map<Purpose, Boolean> answers, Set<Purpose> refused, Instant at) {
    Said known = believed(cid);
    return known != null && known.knows(answers, refused, at);
  }

  private Said believed(String cid) {
    Entry entry = said.getIfPresent(cid);
    return entry != null && (away || System.nanoTime() - entry.nanos() < BELIEVED.toNanos())
        ? entry.said()
        : null;
  }

  /**
   * What stands and was said of each. Those who are not known here are read all at once, which
   * locks nobody.
   */
  public Map<String, Said> of(Collection<String> cids) {
    Map<String, Said> found = HashMap.newHashMap(cids.size());
    Set<String> unknown = new HashSet<>();
    for (String cid : cids) {
      Said known = believed(cid);
      if (known == null) {
        unknown.add(cid);
      } else {
        found.put(cid, known);
      }
    }
    if (!unknown.isEmpty()) {
      long began = System.nanoTime();
      Map<String, Said> stored = profiles.said(unknown);
      found.putAll(stored);
      offer(stored, began);
    }
    return found;
  }

  /**
   * @param began when its reading did, {@link System#nanoTime}: what was committed since is newer
   */
  public void offer(Map<String, Said> read, long began) {
    read.forEach((cid, fresh) -> put(cid, new Entry(fresh, began)));
  }

  /** To be called once it is committed. */
  public void remember(Profiles.Applied applied) {
    offer(applied.said(), applied.nanos());
  }

  /** So that they are looked up again; to be called once the change is committed. */
  public void forget(Collection<String> cids) {
    Entry forgotten = new Entry(null, System.nanoTime());
    cids.forEach(cid -> put(cid, forgotten));
  }

  void erased(@Observes ErasedLately lately) {
    forget(lately.cids());
  }

  /** Looks those of them up again who are known here. */
  void refresh(Collection<String> cids) {
    Set<String> kept = cids.stream().filter(said.asMap()::containsKey).collect(Collectors.toSet());
    if (!kept.isEmpty()) {
      long began = System.nanoTime();
      offer(profiles.said(kept), began);
    }
  }

  /** The later one stays, in whatever order requests come to tell of what they read. */
  private void put(String cid, Entry entry) {
    said.asMap()
        .merge(cid, entry, (known, next) -> next.nanos() - known.nanos() < 0 ? known : next);
  }

  /** Whether the database does not answer, so that nothing can be looked up again. */
  void databaseIsAway(boolean now) {
    away = now;
  }
}
