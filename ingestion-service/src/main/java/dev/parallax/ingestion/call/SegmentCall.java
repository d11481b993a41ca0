package dev.parallax.ingestion.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.time.Instant;
import java.util.Map;

/**
 * One valid call, still with the person's real ids and data: it never leaves this service as it is.
 *
 * @param userId null for a visitor who has not signed in
 * @param anonymousId null when only the user is known; one of both is there
 * @param messageId null when the sender gave none
 * @param name event name of a track call, page or screen name; may be null for the others
 * @param occurredAt corrected by the sender's clock skew
 * @param previousId of an alias call
 * @param groupId of a group call
 * @param properties of track, page and screen; null when absent
 * @param traits of identify and group; null when absent
 * @param context null when absent
 * @param consent the answers in {@code context.consent} and {@code traits.consent}
 * @param treatment what the tracking plan says of it
 */
public record SegmentCall(
    CallType type,
    String userId,
    String anonymousId,
    String messageId,
    String name,
    Instant occurredAt,
    String previousId,
    String groupId,
    String sessionId,
    ObjectNode properties,
    ObjectNode traits,
    ObjectNode context,
    Map<Purpose, Boolean> consent,
    Treatment treatment) {

  public SegmentCall {
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException("userId or anonymousId must be given");
    }
    consent = Map.copyOf(consent);
  }

  /** The pseudonym of the caller's own id, whatever it was merged into. */
  public String cid(Pseudonyms pseudonyms) {
    return userId == null ? pseudonyms.anonymous(anonymousId) : pseudonyms.customer(userId);
  }

  /** The same call of the visitor alone, where the userId stands for none. */
  public SegmentCall ofTheVisitor() {
    return with(null, messageId, consent, treatment);
  }

  /** The same call with an id the sender did not give. */
  public SegmentCall withMessageId(String id) {
    return with(userId, id, consent, treatment);
  }

  /** The same call as the tracking plan wants it treated. */
  public SegmentCall withTreatment(Treatment wanted) {
    return with(userId, messageId, consent, wanted);
  }

  /** The same call with other answers. */
  public SegmentCall withConsent(Map<Purpose, Boolean> answers) {
    return with(userId, messageId, answers, treatment);
  }

  /** What a schema of the tracking plan is about; null when it is absent or there is none. */
  public ObjectNode described() {
    return switch (type) {
      case TRACK, PAGE, SCREEN -> properties;
      case IDENTIFY, GROUP -> traits;
      case ALIAS -> null;
    };
  }

  private SegmentCall with(
      String user, String id, Map<Purpose, Boolean> answers, Treatment wanted) {
    return new SegmentCall(
        type,
        user,
        anonymousId,
        id,
        name,
        occurredAt,
        previousId,
        groupId,
        sessionId,
        properties,
        traits,
        context,
        answers,
        wanted);
  }
}
