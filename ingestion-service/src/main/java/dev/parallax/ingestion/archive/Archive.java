package dev.parallax.ingestion.archive;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogAdmin;
import dev.parallax.kit.service.ServiceIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The archive, where there is one. */
@ApplicationScoped
public class Archive {
  /** What ingestion writes, and with it what other services need to begin anew. */
  public static final List<String> TOPICS =
      List.of(
          Topics.CUSTOMER_EVENTS,
          Topics.TRANSACTIONS,
          Topics.FEEDBACK,
          Topics.READINGS,
          Topics.CATALOG,
          Topics.CUSTOMER_PROFILES,
          Topics.IDENTITY_MERGES,
          Topics.IDENTITY_SPLITS);

  private static final Duration PARTING = Duration.ofSeconds(5);
  private static final int MOST_RECORDS = 2_000;
  private static final int LOOK_MILLIS = 200;
  private static final int FIRST_REQUESTS_EVERY = 10;
  private static final int REQUESTS_EVERY = 50;

  private final ArchivePlaces places;
  private final ArchiveStore store;
  private final LateEvents late;
  private final ArchiveGaps gaps;
  private final ArchiveConfig config;
  private final LogAdmin log;
  private final String group;
  private final String bootstrapServers;
  private ArchiveLoop reader;

  Archive(
      ArchivePlaces places,
      ArchiveStore store,
      LateEvents late,
      ArchiveGaps gaps,
      ArchiveConfig config,
      LogAdmin log,
      ServiceIdentity service,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.places = places;
    this.store = store;
    this.late = late;
    this.gaps = gaps;
    this.config = config;
    this.log = log;
    this.group = service.name() + "-archive";
    this.bootstrapServers = bootstrapServers;
  }

  synchronized void start(@Observes StartupEvent event) {
    places
        .place()
        .ifPresent(
            place -> {
              reader = new ArchiveLoop(TOPICS, settings(), place, store, late, gaps, config);
              reader.start();
            });
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (reader != null) {
      reader.stop(PARTING);
      reader = null;
    }
  }

  public boolean isKept() {
    return places.place().isPresent();
  }

  /** Files of a topic with anything in the time, in the order of the log for each partition. */
  public List<ArchiveFile> files(String topic, Instant from, Instant to) {
    return store.files(topic, from, to);
  }

  /**
   * A file to be read on this machine; release it afterwards. One that is recorded and that nobody
   * sees yet is published first.
   *
   * @return nothing if the firm has deleted the file
   */
  public Optional<Path> fetch(ArchiveFile file) throws IOException {
    if (file.draft() != null) {
      store.publish(place(), file.path(), file.draft());
    }
    return place().fetch(file.path());
  }

  /**
   * For who finds a file missing: of a place that is away everything is.
   *
   * @throws IOException when it is away
   */
  public void requirePlace() throws IOException {
    place().check();
  }

  public void release(Path fetched) throws IOException {
    place().release(fetched);
  }

  private ArchivePlace place() {
    return places.place().orElseThrow();
  }

  /**
   * Waits until everything that is on the log now is in files.
   *
   * @return false when that takes longer: a replica that reads is away
   */
  public boolean flush(List<String> topics, Duration longest) throws InterruptedException {
    Map<TopicPartition, Long> ends = log.ends(topics);
    long end = System.nanoTime() + longest.toNanos();
    int request = 0;
    for (int look = 0; !isStored(ends); look++) {
      if (System.nanoTime() >= end) {
        return false;
      }
      if (look == request) {
        store.requestFlush(); // Again, for a replica that had not read so far the first time.
        // Each closes files, which then are small.
        request += look < REQUESTS_EVERY ? FIRST_REQUESTS_EVERY : REQUESTS_EVERY;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return true;
  }

  private boolean isStored(Map<TopicPartition, Long> ends) {
    Map<String, Map<Integer, Long>> stored = new HashMap<>();
    return ends.entrySet().stream()
        .allMatch(
            end ->
                stored
                        .computeIfAbsent(end.getKey().topic(), store::offsets)
                        .getOrDefault(end.getKey().partition(), 0L)
                    >= end.getValue());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    return settings;
  }
}
