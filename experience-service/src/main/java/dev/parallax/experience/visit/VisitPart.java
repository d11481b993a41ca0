package dev.parallax.experience.visit;

import dev.parallax.experience.session.Visit;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Something of a customer's that belongs into a visit: one event, or what another pseudonym did.
 */
public record VisitPart(long customer, Visit visit) {
  /** A session is known by a digest of the sender's id, which may be of any length. */
  public static UUID session(String sessionId) {
    return sessionId == null || sessionId.isBlank()
        ? null
        : UUID.nameUUIDFromBytes(sessionId.getBytes(StandardCharsets.UTF_8));
  }
}
