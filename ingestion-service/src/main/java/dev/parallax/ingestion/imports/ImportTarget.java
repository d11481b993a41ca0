package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Mistake;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where mapped rows go: the same reader that an input over HTTP meets, so that what is checked,
 * made a pseudonym and kept back is the same. A bean.
 */
public interface ImportTarget {
  /** What it takes. */
  Set<Target> takes();

  /**
   * A chunk to be filled and stored.
   *
   * @param authority how far whoever sent the file is believed about people
   * @param consent what the operator asserts for the customers
   */
  Chunk chunk(
      Target target,
      String source,
      Authority authority,
      Instant receivedAt,
      AssertedConsent consent);

  /**
   * One that is only to say what is wrong with rows: nothing is counted, and it is never stored.
   */
  default Chunk trial(Target target, String source, Authority authority, Instant receivedAt) {
    return chunk(
        target, source, authority, receivedAt, new AssertedConsent(Set.of(), source, receivedAt));
  }

  /** Rows on their way in. One thread's. */
  interface Chunk {
    /**
     * @return what is wrong with it; empty: it is in the chunk
     */
    List<Mistake> add(ObjectNode input);

    /**
     * Stores and publishes the chunk, together with what was refused; may be called again after a
     * failure.
     *
     * @return how many went out by topic
     */
    Map<String, Integer> store(Collection<Rejection> rejections);
  }
}
