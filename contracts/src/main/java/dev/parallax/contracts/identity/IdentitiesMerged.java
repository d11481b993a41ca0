package dev.parallax.contracts.identity;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;

/**
 * From now on everything of {@code from} belongs to {@code into}: an anonymous visitor signed in,
 * or an alias call.
 */
public record IdentitiesMerged(String id, String from, String into, Instant occurredAt)
    implements ParallaxEvent {
  public IdentitiesMerged {
    Required.text("id", id);
    Required.text("from", from);
    Required.text("into", into);
    Required.value("occurredAt", occurredAt);
    if (from.equals(into)) {
      throw new IllegalArgumentException("from and into must differ");
    }
  }

  @Override
  public String key() {
    return from;
  }
}
