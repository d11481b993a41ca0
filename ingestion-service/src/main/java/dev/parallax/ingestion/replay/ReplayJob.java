package dev.parallax.ingestion.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jerolba.carpet.CloseableIterator;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.ingestion.archive.Archive;
import dev.parallax.ingestion.archive.ArchiveFile;
import dev.parallax.ingestion.archive.ArchivedEvent;
import dev.parallax.ingestion.archive.ArchivedEvents;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.service.ServiceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends a time range of the archive to the replay topic of one service, in the order of the log for
 * each key, not faster than configured. A repeat after a crash sends some once more; the service
 * knows the events by their ids.
 */
@ApplicationScoped
class ReplayJob implements JobHandler {
  static final String KIND = "replay";

  private static final Duration LONGEST_FLUSH = Duration.ofMinutes(2);
  private static final int CHUNK = 500;

  private final Archive archive;
  private final ReplayTopics topics;
  private final ReplayConfig config;
  private final LogProducer log;
  private final ServiceIdentity service;

  ReplayJob(
      Archive archive,
      ReplayTopics topics,
      ReplayConfig config,
      LogProducer log,
      ServiceIdentity service) {
    this.archive = archive;
    this.topics = topics;
    this.config = config;
    this.log = log;
    this.service = service;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws IOException, InterruptedException {
    ReplayRequest request = ReplayRequest.of(context.params());
    if (!archive.isKept()) {
      throw new JobFailedException("there is no archive any more");
    }
    context.progress(0, 0, "waiting for the archive to have what is on the log");
    if (!archive.flush(List.of(request.topic()), LONGEST_FLUSH)) {
      throw new JobFailedException(
          "the archive does not keep up with the log; ask again once it does");
    }
    Sending sending = new Sending(context, topics.make(request.topic(), request.service()));
    List<ArchiveFile> files = archive.files(request.topic(), request.from(), request.to());
    sending.total = files.size();
    sending.progress();
    for (int i = sending.files; i < files.size(); i++) {
      send(files.get(i), request, sending);
      sending.files = i + 1;
      sending.checkpoint();
      sending.progress();
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("topic", sending.topic)
        .put("files", sending.files)
        .put("events", sending.events);
  }

  private void send(ArchiveFile file, ReplayRequest request, Sending sending)
      throws IOException, InterruptedException {
    Path local = archive.fetch(file);
    try (CloseableIterator<ArchivedEvent> rows =
        ArchivedEvents.read(local, ArchivedEvent.class).iterator()) {
      while (rows.hasNext()) {
        ArchivedEvent event = rows.next();
        if (!event.kafkaTime().isBefore(request.from())
            && event.kafkaTime().isBefore(request.to())) {
          sending.add(event);
        }
      }
      sending.flush();
    } finally {
      archive.release(local);
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
    private int total;

    private Sending(JobContext context, String topic) {
      this.context = context;
      this.topic = topic;
      if (context.checkpoint() != null) {
        events = context.checkpoint().path("events").asLong();
        files = context.checkpoint().path("files").asInt();
      }
    }

    private void add(ArchivedEvent event) throws InterruptedException {
      byte[] value =
          event.payload() == null ? null : event.payload().getBytes(StandardCharsets.UTF_8);
      ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.key(), value);
      if (event.eventId() != null && event.type() != null && event.occurredAt() != null) {
        CloudEvents.stamp(
            record.headers(), event.eventId(), event.type(), event.occurredAt(), service.name());
      }
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

    private void checkpoint() {
      context.checkpoint(
          JsonNodeFactory.instance.objectNode().put("events", events).put("files", files));
    }
  }
}
