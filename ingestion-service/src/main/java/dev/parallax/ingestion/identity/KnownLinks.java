package dev.parallax.ingestion.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The links that were used last, so that the hot path asks no database. It may miss one (another
 * replica made it, or it is long ago): then an event goes out under the old cid, and consumers, who
 * know the merge, put it right. For profiles, which they do not, the table is asked.
 *
 * <p>What a transaction found is remembered after its commit, when a split or an erasure may have
 * undone it already: so it is remembered only if nothing was forgotten since it began.
 */
@ApplicationScoped
public class KnownLinks {
  private static final int MOST = 200_000;
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /** Should a split ever go unheard of, its customer is not taken for the other one for good. */
  private static final Duration BELIEVED = Duration.ofHours(1);

  private final AtomicLong epoch = new AtomicLong();
  private final Cache<String, String> links =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(BELIEVED).build();
  private final Cache<String, Boolean> settled =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SETTLED).build();

  /** The cid that {@code cid} is from now on, itself when nothing else is known. */
  public String resolve(String cid) {
    String into = links.getIfPresent(cid);
    return into == null ? cid : into;
  }

  /** Whether the store has dealt with this word already, and nothing came or comes of it. */
  public boolean isSettled(String one, String other) {
    return settled.getIfPresent(key(one, other)) != null;
  }

  /** To be asked before the transaction whose outcome is to be remembered. */
  public long epoch() {
    return epoch.get();
  }

  /**
   * To be called once the links are committed.
   *
   * @param asOf {@link #epoch()} before they were read or made
   */
  public void remember(Map<String, String> committed, long asOf) {
    if (epoch.get() == asOf) {
      links.putAll(committed);
      if (epoch.get() != asOf) { // Forgotten between the look and the writing.
        links.invalidateAll(committed.keySet());
      }
    }
  }

  /** The same for a word that needs no second look for a while. */
  public void settle(String one, String other, long asOf) {
    if (epoch.get() == asOf) {
      settled.put(key(one, other), true);
      if (epoch.get() != asOf) {
        settled.invalidate(key(one, other));
      }
    }
  }

  /** After a split, or once they are erased: the links that these once made are gone. */
  void forget(Collection<String> cids) {
    epoch.incrementAndGet();
    links.invalidateAll(cids);
    settled.invalidateAll();
  }

  private static String key(String one, String other) {
    return one + ">" + other;
  }
}
