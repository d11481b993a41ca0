package dev.parallax.fraud.topology;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;

/** What was known of this pseudonym until then is not taken in again. */
record CustomerErased(String id, String cid, Instant occurredAt) implements ParallaxEvent {
  CustomerErased {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.value("occurredAt", occurredAt);
  }

  @Override
  public String key() {
    return cid;
  }
}
