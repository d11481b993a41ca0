package dev.parallax.ingestion.profile;

import dev.parallax.contracts.Required;
import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;
import java.util.Map;

/**
 * What there is to show that somebody answered so. No personal data: what comes from outside is
 * cleaned by whoever makes this.
 *
 * @param deliberate whether somebody decided just then. Consent managers put what was decided once
 *     into every call: such a repetition is no new answer, and must not undo a withdrawal that was
 *     made elsewhere since
 * @param dated whether the sender said when the answer was given; a deliberate one that is not, and
 *     that says what stands already, is a repeated request
 * @param source the name of the write key, or the role of who told it
 * @param versions of the texts that were answered, as far as it was said
 * @param locale null where unknown, as the three that follow
 * @param page the path only
 * @param agent families of browser and system
 * @param proof the sender's own
 */
public record Evidence(
    Way way,
    boolean deliberate,
    boolean dated,
    String source,
    Instant receivedAt,
    Map<Purpose, Integer> versions,
    String locale,
    String page,
    String agent,
    String proof) {
  public Evidence {
    Required.value("way", way);
    Required.text("source", source);
    Required.value("receivedAt", receivedAt);
    versions = Map.copyOf(versions);
  }

  /** The word of an import's operator. */
  public static Evidence asserted(String source, Instant receivedAt) {
    return new Evidence(
        Way.IMPORT, false, true, source, receivedAt, Map.of(), null, null, null, null);
  }
}
