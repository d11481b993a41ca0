package dev.parallax.ingestion.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Required;
import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one call says of a customer.
 *
 * @param traits already without personal data; a JSON null takes a trait away
 * @param consent explicit answers
 * @param occurredAt when it was said
 * @param evidence of the answers, null where there are none
 * @param voice whose they are
 */
public record ProfileUpdate(
    String cid,
    ObjectNode traits,
    Map<Purpose, Boolean> consent,
    Instant occurredAt,
    Evidence evidence,
    Voice voice) {
  public ProfileUpdate {
    Required.text("cid", cid);
    Required.value("traits", traits);
    Required.value("occurredAt", occurredAt);
    Required.value("voice", voice);
    consent = Map.copyOf(consent);
    if (!consent.isEmpty()) {
      Required.value("evidence", evidence);
    }
  }

  /** Traits only. */
  public static ProfileUpdate ofTraits(String cid, ObjectNode traits, Instant occurredAt) {
    return new ProfileUpdate(cid, traits, Map.of(), occurredAt, null, Voice.TRUSTED);
  }

  /** Answers only, at least one. */
  public static ProfileUpdate ofAnswers(
      String cid, Map<Purpose, Boolean> consent, Instant givenAt, Evidence evidence) {
    return new ProfileUpdate(
        cid, JsonNodeFactory.instance.objectNode(), consent, givenAt, evidence, Voice.TRUSTED);
  }

  /** The same said by somebody else. */
  public ProfileUpdate by(Voice other) {
    return new ProfileUpdate(cid, traits, consent, occurredAt, evidence, other);
  }

  /** Whether it depends on whose the speaker is. */
  boolean isToBeChecked() {
    return voice.speaker() != null && consent.containsValue(true);
  }

  /** The same without what only the customer may say. */
  ProfileUpdate refusalsOnly() {
    return new ProfileUpdate(cid, traits, refusals(consent), occurredAt, evidence, voice);
  }

  /** Those of some answers that refuse: what anybody may say for a customer. */
  public static Map<Purpose, Boolean> refusals(Map<Purpose, Boolean> answers) {
    Map<Purpose, Boolean> refusals = new EnumMap<>(Purpose.class);
    answers.forEach(
        (purpose, agreed) -> {
          if (!agreed) {
            refusals.put(purpose, false);
          }
        });
    return refusals;
  }

  public boolean isEmpty() {
    return traits.isEmpty() && consent.isEmpty();
  }
}
