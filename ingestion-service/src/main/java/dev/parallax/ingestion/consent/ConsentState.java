package dev.parallax.ingestion.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.Phrase;
import dev.parallax.kit.page.Page;
import java.time.Instant;
import java.util.Map;

/**
 * A customer's consent as it stands.
 *
 * @param cid the customer's pseudonym, after merges
 * @param purposes each of the four, by name
 * @param history the last received first
 */
public record ConsentState(String cid, Map<String, Standing> purposes, Page<HistoryEntry> history) {

  /**
   * One purpose.
   *
   * @param allowed whether data may be used for it
   * @param reason why: {@code agreed}, {@code refused}, {@code assumed} or {@code
   *     legitimate-interest} (not answered, but allowed), {@code not-answered}
   * @param answer null where there is none
   * @param since when it was given
   * @param origin api, staff, segment-call, gpc or import; null where that was not kept
   * @param definitionVersion of the text that was answered
   * @param text of that version
   * @param currentVersion the one that is in force now: a later one may ask for more
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Standing(
      boolean allowed,
      String reason,
      Boolean answer,
      Instant since,
      String origin,
      Integer definitionVersion,
      Phrase text,
      Integer currentVersion) {}
}
