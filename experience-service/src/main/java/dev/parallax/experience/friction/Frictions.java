package dev.parallax.experience.friction;

import dev.parallax.contracts.behaviour.CustomerEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;

/** What a batch of events says of pages, added up. */
public final class Frictions {
  private static final Comparator<Cause> IN_ORDER =
      Comparator.comparing(Cause::kind)
          .thenComparing(Cause::code)
          .thenComparing(Cause::detail)
          .thenComparing(Cause::part);

  /** One cause on one page in one visit. */
  record Entry(PageVisit.Key visit, Cause cause) {}

  /**
   * @param firstAt epoch milliseconds
   */
  record Times(long firstAt, int times) {
    Times and(Times other) {
      return new Times(Math.min(firstAt, other.firstAt), times + other.times);
    }
  }

  private final Map<PageVisit.Key, PageVisit> visits = new HashMap<>();
  private final Map<Entry, Times> entries = new HashMap<>();

  /** Other senders than the browser tracker say nothing here. */
  public void add(long customer, CustomerEvent event) {
    Sighting.of(event)
        .ifPresent(
            sighting -> {
              long at = event.occurredAt().toEpochMilli();
              PageVisit.Key key = new PageVisit.Key(customer, sighting.session(), sighting.path());
              visits.merge(key, PageVisit.of(at, sighting), PageVisit::and);
              if (sighting.cause() != null) {
                entries.merge(new Entry(key, sighting.cause()), new Times(at, 1), Times::and);
              }
            });
  }

  Map<PageVisit.Key, PageVisit> visits() {
    return visits;
  }

  Map<Entry, Times> entries() {
    return entries;
  }

  /** In an order that all who write keep, so that nobody waits in a circle. */
  SequencedSet<String> paths() {
    TreeSet<String> paths = new TreeSet<>();
    visits.keySet().forEach(key -> paths.add(key.path()));
    return paths;
  }

  /** In such an order too. */
  SequencedSet<Cause> causes() {
    TreeSet<Cause> causes = new TreeSet<>(IN_ORDER);
    entries.keySet().forEach(entry -> causes.add(entry.cause()));
    return causes;
  }
}
