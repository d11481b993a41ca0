package dev.parallax.ingestion.archive;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose events do not belong into the archive.
 *
 * @param erasedAt when, by pseudonym: what was received until then is to go
 * @param accounts the same of accounts on which they paid: what names nobody there is theirs
 */
record ErasedPeople(Map<String, Instant> erasedAt, Map<String, Instant> accounts) {
  ErasedPeople(Map<String, Instant> erasedAt) {
    this(erasedAt, Map.of());
  }

  /** Events of others that name the customer are meant too: they are about each of the two. */
  boolean own(ArchivedEvent event) {
    return !owners(event).isEmpty();
  }

  /** Under which pseudonyms, or by which account, an event is to go; empty where it stays. */
  Set<String> owners(ArchivedEvent event) {
    Set<String> owners = new HashSet<>();
    ArchivedPeople.of(
        event,
        person -> {
          if (isGone(erasedAt.get(person), event)) {
            owners.add(person);
          }
        });
    if (event.cid() == null && event.key() != null && isGone(accounts.get(event.key()), event)) {
      owners.add(event.key());
    }
    return owners;
  }

  /** A tombstone says only that there is nothing any more. */
  private static boolean isGone(Instant erasedAt, ArchivedEvent event) {
    return erasedAt != null && (event.payload() == null || !knownAt(event).isAfter(erasedAt));
  }

  /** As near as it can be told when the suite came to know of an event. */
  private static Instant knownAt(ArchivedEvent event) {
    if (event.receivedAt() != null) {
      return event.receivedAt();
    }
    return event.occurredAt() != null ? event.occurredAt() : event.kafkaTime();
  }
}
