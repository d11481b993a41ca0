package dev.parallax.ingestion.archive;

import java.time.Instant;
import java.util.Map;

/**
 * Whose events do not belong into the archive.
 *
 * @param erasedAt when, by pseudonym: what was received until then is to go
 */
record ErasedPeople(Map<String, Instant> erasedAt) {
  /** Events of others that name the customer are meant too: they are about each of the two. */
  boolean own(ArchivedEvent event) {
    return own(event.key(), event.cid(), event.payload(), knownAt(event), event.payload() == null);
  }

  /**
   * @param payload null where nobody else is named in it
   * @param tombstone whether it says only that there is nothing any more
   */
  boolean own(String key, String cid, String payload, Instant knownAt, boolean tombstone) {
    return erasedAt.entrySet().stream()
        .anyMatch(
            person ->
                (tombstone || !knownAt.isAfter(person.getValue()))
                    && (person.getKey().equals(cid)
                        || person.getKey().equals(key)
                        || (payload != null && payload.contains(person.getKey()))));
  }

  static Instant knownAt(ArchivedEvent event) {
    return knownAt(event.receivedAt(), event.occurredAt(), event.kafkaTime());
  }

  /** As near as it can be told when the suite came to know of an event. */
  static Instant knownAt(Instant receivedAt, Instant occurredAt, Instant kafkaTime) {
    if (receivedAt != null) {
      return receivedAt;
    }
    return occurredAt != null ? occurredAt : kafkaTime;
  }
}
