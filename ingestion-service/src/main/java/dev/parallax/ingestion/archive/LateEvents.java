package dev.parallax.ingestion.archive;

import dev.parallax.kit.erasure.Erasures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps out of the archive what comes to the log after a person was erased and had been received
 * before: what waited in the spool, and late repeats. What comes before the erasure is committed is
 * in a file by the time its job looks through them, since the job first has all files closed.
 */
@ApplicationScoped
class LateEvents {
  private final Erasures erasures;

  LateEvents(Erasures erasures) {
    this.erasures = erasures;
  }

  /** The others, in their order; asks the database once. */
  List<ArchivedEvent> without(List<ArchivedEvent> events) {
    Set<String> people = new HashSet<>();
    events.forEach(event -> ArchivedPeople.of(event, people::add));
    Map<String, Instant> erased = people.isEmpty() ? Map.of() : erasures.among(people);
    if (erased.isEmpty()) {
      return events;
    }
    ErasedPeople gone = new ErasedPeople(erased);
    return events.stream().filter(event -> !gone.own(event)).toList();
  }
}
