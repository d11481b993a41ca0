package dev.parallax.ingestion.archive;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.erasure.Erasures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps out of the archive what comes to the log after a person was erased and had been received
 * before: what waited in the spool, and late repeats. What comes before the erasure is committed is
 * in a file by the time its job looks through them, since the job first has all files closed.
 */
@ApplicationScoped
class LateEvents {
  /** It names two people, of whom only one stands in a column. */
  private static final String MERGE = CloudEvents.type(IdentitiesMerged.class);

  private static final Pattern PSEUDONYM = Pattern.compile("\\b[ac]_(?:\\d+_)?[0-9a-f]{32}\\b");

  private final Erasures erasures;

  LateEvents(Erasures erasures) {
    this.erasures = erasures;
  }

  /** The others, in their order; asks the database once. */
  List<ArchivedEvent> without(List<ArchivedEvent> events) {
    Set<String> people = new HashSet<>();
    events.forEach(event -> addPeople(event, people));
    Map<String, Instant> erased = people.isEmpty() ? Map.of() : erasures.among(people);
    if (erased.isEmpty()) {
      return events;
    }
    ErasedPeople gone = new ErasedPeople(erased);
    return events.stream().filter(event -> !gone.own(event)).toList();
  }

  private static void addPeople(ArchivedEvent event, Set<String> people) {
    if (event.key() != null) {
      people.add(event.key());
    }
    if (event.cid() != null) {
      people.add(event.cid());
    }
    if (MERGE.equals(event.type()) && event.payload() != null) {
      Matcher named = PSEUDONYM.matcher(event.payload());
      while (named.find()) {
        people.add(named.group());
      }
    }
  }
}
