package dev.parallax.ingestion.profile;

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
 */
public record ProfileUpdate(
    String cid, ObjectNode traits, Map<Purpose, Boolean> consent, Instant occurredAt) {
  public ProfileUpdate {
    Required.text("cid", cid);
    Required.value("traits", traits);
    Required.value("occurredAt", occurredAt);
    consent = Map.copyOf(consent);
  }

  public boolean isEmpty() {
    return traits.isEmpty() && consent.isEmpty();
  }
}
