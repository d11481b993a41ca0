package dev.parallax.fraud.topology;

import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import dev.parallax.kit.consent.ConsentPolicy;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

/**
 * Who objected to being profiled, whichever of their pseudonyms they did it under: the answer of
 * the one they have by now counts, and where it has none, a refusal under any that it had before.
 * Ingestion gives the answers of merged customers to their heir, but on another topic, which may
 * come later than the merge or than the next payment.
 */
final class Objections {
  private static final Logger LOG = Logger.getLogger(Objections.class);

  private final ReadOnlyKeyValueStore<String, byte[]> profiles;
  private final Identities identities;
  private final ConsentPolicy policy;

  Objections(
      ReadOnlyKeyValueStore<String, byte[]> profiles, Identities identities, ConsentPolicy policy) {
    this.profiles = profiles;
    this.identities = identities;
    this.policy = policy;
  }

  /**
   * @param cid null where the customer is not known
   */
  boolean allowProfiling(String cid) {
    return policy.answer(Purpose.FRAUD_PREVENTION, cid == null ? null : answerOf(cid));
  }

  private Boolean answerOf(String cid) {
    String current = identities.current(cid);
    Boolean answer = ownAnswer(current);
    if (answer == null && identities.all(current).stream().anyMatch(this::refuses)) {
      return false;
    }
    return answer;
  }

  private boolean refuses(String cid) {
    return Boolean.FALSE.equals(ownAnswer(cid));
  }

  /**
   * Null when there is none. A profile that cannot be read counts as an objection: it must not stop
   * the partition, nor be taken for a yes.
   */
  private Boolean ownAnswer(String cid) {
    byte[] profile = profiles.get(cid);
    if (profile == null) {
      return null;
    }
    try {
      return EventJson.read(profile, CustomerProfileChanged.class)
          .consent()
          .get(Purpose.FRAUD_PREVENTION);
    } catch (UnreadableEventException e) {
      LOG.warnf("a profile cannot be read and counts as an objection cause=%s", e.getMessage());
      return false;
    }
  }
}
