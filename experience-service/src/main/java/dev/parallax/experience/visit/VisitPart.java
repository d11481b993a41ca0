package dev.parallax.experience.visit;

import dev.parallax.experience.session.Visit;
import java.util.UUID;

/**
 * Something that belongs into a visit: one event, or a visit of another pseudonym.
 *
 * @param session the sender's session; null: visits are told apart by pauses
 */
public record VisitPart(long customer, UUID session, Visit visit) {
  /** A session is known by a digest of the sender's id, which may be of any length. */
  public static UUID session(String sessionId) {
    return sessionId == null || sessionId.isBlank()
        ? null
        : UUID.nameUUIDFromBytes(sessionId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
