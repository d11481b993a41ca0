package dev.parallax.ingestion.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Required;
import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;
import java.util.Map;

/**
 * What one call says of a customer.
 *
 * @param traits already without personal data; a JSON null takes a trait away
 * @param consent explicit answers
 * @param occurredAt when it was said
 * @param evidence of the answers, null where there are none
 */
public record ProfileUpdate(
    String cid,
    ObjectNode traits,
    Map<Purpose, Boolean> consent,
    Instant occurredAt,
    Evidence evidence) {
  public ProfileUpdate {
    Required.text("cid", cid);
    Required.value("traits", traits);
    Required.value("occurredAt", occurredAt);
    consent = Map.copyOf(consent);
    if (!consent.isEmpty()) {
      Required.value("evidence", evidence);
    }
  }

  /** Traits only. */
  public static ProfileUpdate ofTraits(String cid, ObjectNode traits, Instant occurredAt) {
    return new ProfileUpdate(cid, traits, Map.of(), occurredAt, null);
  }

  /** Answers only, at least one. */
  public static ProfileUpdate ofAnswers(
      String cid, Map<Purpose, Boolean> consent, Instant givenAt, Evidence evidence) {
    return new ProfileUpdate(
        cid, JsonNodeFactory.instance.objectNode(), consent, givenAt, evidence);
  }

  public boolean isEmpty() {
    return traits.isEmpty() && consent.isEmpty();
  }
}
