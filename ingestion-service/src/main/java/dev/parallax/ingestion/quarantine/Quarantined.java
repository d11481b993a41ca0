package dev.parallax.ingestion.quarantine;

import dev.parallax.ingestion.source.Authority;
import java.time.Instant;
import java.util.UUID;

/**
 * A rejected input with what it takes to read it again.
 *
 * @param mapping of the import it came with, null for HTTP
 * @param receivedAt when it came first: times are still reckoned from then
 * @param payload null when it was too large to be kept, or more than is kept of a day
 * @param envelope what its batch said for all calls, as JSON; null where it was none of a batch
 * @param authority how far its sender is believed about people, whoever replays it
 */
public record Quarantined(
    UUID id,
    String source,
    String kind,
    String mapping,
    Instant receivedAt,
    byte[] payload,
    byte[] envelope,
    Authority authority) {

  /**
   * An id for an input that has none: the same whenever this row is replayed, so that it counts
   * once.
   *
   * @param index of the input within the payload, from 0
   */
  public String messageId(int index) {
    return "rejected-" + id + (index == 0 ? "" : "-" + index);
  }
}
