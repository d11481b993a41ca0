package dev.parallax.contracts.profile;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.Map;

/**
 * The present state of a customer; a tombstone on the topic means erasure.
 *
 * @param traits not personal: plan, language, country, …
 * @param consent explicit answers only; a purpose that is not in it was never answered
 */
public record CustomerProfileChanged(
    String id,
    String cid,
    Map<String, Object> traits,
    Map<Purpose, Boolean> consent,
    Instant occurredAt)
    implements ParallaxEvent {
  public CustomerProfileChanged {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.value("occurredAt", occurredAt);
    traits = traits == null ? Map.of() : Map.copyOf(traits);
    consent = consent == null ? Map.of() : Map.copyOf(consent);
  }

  @Override
  public String key() {
    return cid;
  }
}
