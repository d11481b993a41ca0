package dev.parallax.ingestion.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jerolba.carpet.CloseableIterator;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.ReplayedFrom;
import dev.parallax.ingestion.archive.Archive;
import dev.parallax.ingestion.archive.ArchiveFile;
import dev.parallax.ingestion.archive.ArchivedEvent;
import dev.parallax.ingestion.archive.ArchivedEvents;
import dev.parallax.ingestion.rights.PastErasures;
import dev.parallax.ingestion.spool.Spool;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.job.JobWaitsException;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.service.ServiceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends a time range of the archive to the replay topic of one service, in the order of the log for
 * each key, not faster than configured. A repeat after a crash sends some once more; the service
 * knows the events by their ids.
 */
@ApplicationScoped
class ReplayJob implements JobHandler {
  static final String KIND = "replay";

  /** Those of the archive, and erasures, which are not in it: they name whom it must not name. */
  static final List<String> TOPICS =
      Stream.concat(Archive.TOPICS.stream(), Stream.of(Topics.PRIVACY_REQUESTS)).toList();

  private static final Duration LONGEST_FLUSH = Duration.ofMinutes(2);
  private static final int CHUNK = 500;

  private final Archive archive;
  private final PastErasures erasures;
  private final ReplayTopics topics;
  private final ReplayConfig config;
  private final LogProducer log;
  private final Spool spool;
  private final ServiceIdentity service;

  ReplayJob(
      Archive archive,
      PastErasures erasures,
      ReplayTopics topics,
      ReplayConfig config,
      LogProducer log,
      Spool spool,
      ServiceIdentity service) {
    this.archive = archive;
    this.erasures = erasures;
    this.topics = topics;
    this.config = config;
    this.log = log;
    this.spool = spool;
    this.service = service;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws InterruptedException {
    ReplayRequest request = ReplayRequest.of(context.params());
    if (!archive.isKept()) {
      throw new JobFailedException("there is no archive any more");
    }
    if (request.topic().equals(Topics.PRIVACY_REQUESTS)) {
      return erasures(
          request, new Sending(context, topics.make(request.topic(), request.service())));
    }
    if (spool.state().open()) {
      throw new JobWaitsException("waiting for what was accepted to come to the log", null);
    }
    context.progress(0, 0, "waiting for the archive to have what is on the log");
    if (!archive.flush(List.of(request.topic()), LONGEST_FLUSH)) {
      throw new JobFailedException(
          "the archive does not keep up with the log; ask again once it does");
    }
    Sending sending = new Sending(context, topics.make(request.topic(), request.service()));
    try {
      send(archive.files(request.topic(), request.from(), request.end()), request, sending);
    } catch (IOException | UncheckedIOException e) {
      throw new JobWaitsException("waiting for the archive's folder or bucket", e);
    }
    return sending.result();
  }

  /** From the beginning after a crash, too: there are few. */
  private ObjectNode erasures(ReplayRequest request, Sending sending) throws InterruptedException {
    UUID last = PastErasures.NONE;
    List<PrivacyRequested> page = erasures.between(request.from(), request.end(), last, CHUNK);
    while (!page.isEmpty()) {
      for (PrivacyRequested erasure : page) {
        sending.chunk.add(CloudEvents.record(sending.topic, erasure, service.name()));
      }
      last = UUID.fromString(page.getLast().id());
      sending.flush();
      page = erasures.between(request.from(), request.end(), last, CHUNK);
    }
    return sending.result();
  }

  private void send(List<ArchiveFile> files, ReplayRequest request, Sending sending)
      throws IOException, InterruptedException {
    sending.total = files.size();
    sending.files = sending.indexAfterLast(files);
    sending.progress();
    for (ArchiveFile file : files.subList(sending.files, files.size())) {
      send(file, request, sending);
      sending.sent(file);
    }
  }

  private void send(ArchiveFile file, ReplayRequest request, Sending sending)
      throws IOException, InterruptedException {
    Optional<Path> local = archive.fetch(file);
    if (local.isEmpty()) {
      archive.requirePlace();
      sending.missing++;
      return;
    }
    try {
      sendAll(local.get(), request, sending);
    } finally {
      archive.release(local.get());
    }
  }

  private static void sendAll(Path local, ReplayRequest request, Sending sending)
      throws IOException, InterruptedException {
    try (CloseableIterator<ArchivedEvent> rows =
        ArchivedEvents.read(local, ArchivedEvent.class).iterator()) {
      while (rows.hasNext()) {
        ArchivedEvent event = rows.next();
        if (!event.kafkaTime().isBefore(request.from())
            && event.kafkaTime().isBefore(request.end())) {
          sending.add(event);
        }
      }
      sending.flush();
    }
  }

  private final class Sending {
    private final JobContext context;
    private final String topic;
    private final List<ProducerRecord<String, byte[]>> chunk = new ArrayList<>(CHUNK);
    private final long startedAt = System.nanoTime();
    private long sentNow;
    private long events;
    private int files;
    private int missing;
    private int total;
    private String last = "";

    private Sending(JobContext context, String topic) {
      this.context = context;
      this.topic = topic;
      if (context.checkpoint() != null) {
        events = context.checkpoint().path("events").asLong();
        missing = context.checkpoint().path("missing").asInt();
        last = context.checkpoint().path("last").asText();
      }
    }

    /** Not by number: the archive may have files more by now. */
    private int indexAfterLast(List<ArchiveFile> all) {
      return IntStream.range(0, all.size())
              .filter(i -> all.get(i).path().equals(last))
              .findFirst()
              .orElse(-1)
          + 1;
    }

    private void sent(ArchiveFile file) {
      files++;
      last = file.path();
      ObjectNode checkpoint = JsonNodeFactory.instance.objectNode().put("events", events);
      context.checkpoint(checkpoint.put("missing", missing).put("last", last));
      progress();
    }

    private ObjectNode result() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("topic", topic)
          .put("files", files - missing)
          .put("missing", missing)
          .put("events", events);
    }

    private void add(ArchivedEvent event) throws InterruptedException {
      byte[] value =
          event.payload() == null ? null : event.payload().getBytes(StandardCharsets.UTF_8);
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.key(), value);
      if (event.eventId() != null && event.type() != null && event.occurredAt() != null) {
        CloudEvents.stamp(
            record.headers(), event.eventId(), event.type(), event.occurredAt(), service.name());
      }
      new ReplayedFrom(
              event.kafkaPartition(), event.kafkaOffset(), event.kafkaTime().toEpochMilli())
          .stamp(record.headers());
      chunk.add(record);
      if (chunk.size() == CHUNK) {
        flush();
      }
    }

    private void flush() throws InterruptedException {
      log.sendAll(chunk);
      events += chunk.size();
      sentNow += chunk.size();
      chunk.clear();
      progress();
      long due = startedAt + TimeUnit.SECONDS.toNanos(1) * sentNow / config.perSecond();
      long early = due - System.nanoTime();
      if (early > 0) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
    }

    /** Within a file too, which may take minutes. */
    private void progress() {
      context.progress(files, total, events + " events sent again");
    }
  }
}
