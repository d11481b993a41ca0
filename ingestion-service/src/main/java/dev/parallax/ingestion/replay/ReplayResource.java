package dev.parallax.ingestion.replay;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.Rfc3339;
import dev.parallax.ingestion.archive.Archive;
import dev.parallax.kit.inbox.InboxConfig;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has one service hear the past again. */
@Path("/v1/replays")
@Tag(name = "archive")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class ReplayResource {
  private final Archive archive;
  private final ReplayTopics topics;
  private final Jobs jobs;
  private final InboxConfig inbox;
  private final Clock clock;

  ReplayResource(Archive archive, ReplayTopics topics, Jobs jobs, InboxConfig inbox, Clock clock) {
    this.archive = archive;
    this.topics = topics;
    this.jobs = jobs;
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param from the earliest time of the log, RFC 3339
   * @param to up to which, exclusive; where it is not given, all that is accepted when the job
   *     begins
   * @param lost whether the service's store is empty: then it may hear what it would not know as a
   *     repeat any more
   */
  public record Replay(String topic, String from, String to, String service, Boolean lost) {}

  @POST
  @RunOnVirtualThread
  @Operation(
      summary = "Sends a time range of the archive again to one service, as a job",
      description =
          "Goes to a topic of its own, <topic>-replay-<service>, which only that service reads"
              + " beside the first one; what it has already counts once. lost: true says that the"
              + " service lost its store.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response post(Replay replay) {
    if (replay == null) {
      throw Problems.invalid("body", "must be a replay: topic, from, to, service");
    }
    if (!archive.isKept()) {
      throw Problems.conflict(
          "no-archive",
          "there is no archive: set parallax.archive.directory or parallax.archive.bucket");
    }
    if (replay.topic() == null || !ReplayJob.TOPICS.contains(replay.topic())) {
      throw Problems.invalid("topic", "must be one of " + String.join(", ", ReplayJob.TOPICS));
    }
    if (replay.topic().equals(Topics.PRIVACY_REQUESTS) && !Boolean.TRUE.equals(replay.lost())) {
      throw Problems.invalid(
          "lost", "must be true: a service that has its store knows whom it has erased");
    }
    Instant now = clock.instant();
    Instant from = time("from", replay.from());
    Instant to = replay.to() == null ? null : time("to", replay.to());
    if (!from.isBefore(to == null ? now : to)) {
      throw Problems.invalid("to", "must be after from");
    }
    if (!Boolean.TRUE.equals(replay.lost()) && from.isBefore(now.minus(inbox.retention()))) {
      throw Problems.invalid(
          "from",
          "must be within the last "
              + inbox.retention().toDays()
              + " days, for which services know repeats; or lost must be true, for one whose store"
              + " is empty");
    }
    List<String> readers = topics.readers(replay.topic());
    if (!readers.contains(replay.service())) {
      throw Problems.invalid("service", "must be one that reads this topic: " + readers);
    }
    return Jobs.accepted(
        jobs.submit(
            ReplayJob.KIND,
            new ReplayRequest(replay.topic(), from, to, replay.service()).toParams()));
  }

  private static Instant time(String field, String text) {
    try {
      if (text != null) {
        return Rfc3339.parse(text);
      }
    } catch (DateTimeException e) {
      // The answer is the same.
    }
    throw Problems.invalid(field, "must be a time such as 2026-01-31T12:00:00Z");
  }
}
