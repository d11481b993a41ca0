package dev.parallax.ingestion.archive;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Finishes what replicas left behind that died while they closed a file. */
@ApplicationScoped
class ArchiveKeeper {
  private static final Logger LOG = Logger.getLogger(ArchiveKeeper.class);

  /** Longer than it takes from recording a file to publishing it. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(10);

  /** Longer than a draft is written on, whatever {@code roll-after} says. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final ArchivePlaces places;
  private final ArchiveStore store;
  private final Clock clock;

  ArchiveKeeper(ArchivePlaces places, ArchiveStore store, Clock clock) {
    this.places = places;
    this.store = store;
    this.clock = clock;
  }

  /** Recorded files that nobody sees yet. Two replicas may do the same; it may be repeated. */
  @Scheduled(
      every = "10s",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void finish() {
    places.place().ifPresent(place -> finish(place, clock.instant().minus(UNDER_WAY)));
  }

  void finish(ArchivePlace place, Instant before) {
    for (ArchiveFile file : store.unpublished(before)) {
      try {
        store.publish(place, file.path(), file.draft());
        LOG.infof("archive file finished path=%s", file.path());
      } catch (IOException e) {
        LOG.errorf("archive file cannot be published path=%s cause=%s", file.path(), e.toString());
      }
    }
  }

  /** Drafts that were never recorded, whose events are read again, and other files of the dead. */
  @Scheduled(every = "1h", delayed = "3m")
  void sweep() throws IOException {
    ArchivePlace place = places.place().orElse(null);
    if (place != null) {
      sweep(place, clock.instant().minus(ABANDONED));
    }
  }

  void sweep(ArchivePlace place, Instant before) throws IOException {
    for (String id : place.abandoned(before)) {
      if (!store.isDraft(id)) {
        place.discard(id);
      }
    }
  }
}
