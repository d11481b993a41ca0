package dev.parallax.ingestion.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request as it stands, without any real id.
 *
 * @param kind erase or export
 * @param cid the person's pseudonym
 * @param state open, done, or cancelled (an export of somebody who was erased meanwhile)
 * @param services who has answered
 * @param missing who has not
 * @param certificate of an erasure that is done: JWS, compact
 * @param archiveUntil of an export that is done: how long its archive can be fetched; null once it
 *     is deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PrivacyRequest(
    String id,
    String kind,
    String cid,
    String state,
    Instant requestedAt,
    Instant completedAt,
    List<Receipt> services,
    List<String> missing,
    String certificate,
    Instant archiveUntil) {

  /**
   * What one service did.
   *
   * @param counts how many rows, by what they were
   */
  public record Receipt(String service, Instant completedAt, Map<String, Long> counts) {}

  boolean isOpen() {
    return "open".equals(state);
  }
}
