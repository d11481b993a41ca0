package dev.parallax.contracts.identity;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * From now on everything of {@code from} belongs to {@code into}: an anonymous visitor signed in,
 * an alias call, or an identifier that both gave.
 *
 * @param recordedAt when the suite came to know of it; the same as {@code occurredAt} in records of
 *     before this was told
 * @param version the order in which ingestion decided merges and splits; 0 before there were
 *     splits. What has a lower version than a split that is known of {@code from} is over
 */
public record IdentitiesMerged(
    String id, String from, String into, Instant occurredAt, Instant recordedAt, long version)
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

  /** A merge that is known at once, where nothing was ever split. */
  public IdentitiesMerged(String id, String from, String into, Instant occurredAt) {
    this(id, from, into, occurredAt, occurredAt, 0);
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
