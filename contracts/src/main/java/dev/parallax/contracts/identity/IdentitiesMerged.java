package dev.parallax.contracts.identity;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * From now on everything of {@code from} belongs to {@code into}: an anonymous visitor signed in,
 * or an alias call.
 *
 * @param recordedAt when the suite came to know of it; the same as {@code occurredAt} in records of
 *     before this was told
 */
public record IdentitiesMerged(
    String id, String from, String into, Instant occurredAt, Instant recordedAt)
    implements PersonalEvent {
  public IdentitiesMerged {
    Required.text("id", id);
    Required.text("from", from);
    Required.text("into", into);
    Required.value("occurredAt", occurredAt);
    recordedAt = recordedAt == null ? occurredAt : recordedAt;
    if (from.equals(into)) {
      throw new IllegalArgumentException("from and into must differ");
    }
  }

  /** A merge that is known at once. */
  public IdentitiesMerged(String id, String from, String into, Instant occurredAt) {
    this(id, from, into, occurredAt, occurredAt);
  }

  @Override
  public String key() {
    return from;
  }

  @Override
  public List<String> customers() {
    return List.of(from, into);
  }

  @Override
  public Instant knownAt() {
    return recordedAt;
  }
}
