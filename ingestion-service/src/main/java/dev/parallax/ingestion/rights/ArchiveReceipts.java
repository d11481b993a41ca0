package dev.parallax.ingestion.rights;

import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.ingestion.archive.ArchiveErasure;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Answers erasures for the archive: once the person is out of it. One that has failed is submitted
 * again, so that nobody stays in the archive because of an outage or a mistake that was mended
 * since. By looking, rather than by a call of the job when it ends, which a crash in between would
 * lose.
 */
@ApplicationScoped
class ArchiveReceipts {
  /** How the archive is called among those who have to answer. */
  static final String ARCHIVE = "archive";

  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final String ENDED =
      """
      select r.id, r.cid, r.archive_job, e.state, e.rewritten, e.events
      from privacy_request r
        join archive_erasure e on e.job = r.archive_job join job j on j.id = r.archive_job
      where r.state = 'open' and (e.state = 'done' or (j.state = 'failed' and j.finished_at < ?))
        and not exists (
          select from privacy_answer a where a.request_id = r.id and a.service = 'archive')
      """;

  private final AgroalDataSource store;
  private final PrivacyRequests requests;
  private final Completion completion;
  private final ArchiveErasure archive;
  private final Clock clock;

  /**
   * A request whose person is out of the archive, or whose job has failed.
   *
   * @param files that had events of theirs
   */
  private record Ended(UUID id, String cid, String job, boolean done, long files, long events) {
    static Ended of(ResultSet row) throws SQLException {
      return new Ended(
          UUID.fromString(row.getString(1)),
          row.getString(2),
          row.getString(3),
          row.getString(4).equals("done"),
          row.getLong(5),
          row.getLong(6));
    }
  }

  ArchiveReceipts(
      AgroalDataSource store,
      PrivacyRequests requests,
      Completion completion,
      ArchiveErasure archive,
      Clock clock) {
    this.store = store;
    this.requests = requests;
    this.completion = completion;
    this.archive = archive;
    this.clock = clock;
  }

  /** Two replicas may look at once: whoever locks the request first deals with it. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Timestamp failedBefore = Timestamp.from(clock.instant().minus(PAUSE));
    for (Ended seen : query(ENDED + " order by r.id limit 100", failedBefore)) {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                if (requests.lockOpen(seen.id()).isPresent()) {
                  query(ENDED + " and r.id = ?", failedBefore, seen.id()).forEach(this::end);
                }
              });
    }
  }

  private void end(Ended request) {
    if (request.done()) {
      requests.answer(List.of(receipt(request, clock.instant())));
      completion.settle(request.id());
    } else {
      archive
          .eraseAgain(request.job())
          .ifPresent(job -> requests.archivedBy(request.id(), job.id()));
    }
  }

  private static PrivacyAnswered receipt(Ended request, Instant now) {
    String id = request.id().toString();
    return new PrivacyAnswered(
        id + ":" + ARCHIVE + ":1",
        id,
        request.cid(),
        ARCHIVE,
        PrivacyRequested.Kind.ERASE,
        Map.of("files", request.files(), "events", request.events()),
        1,
        1,
        null,
        now);
  }

  private List<Ended> query(String sql, Object... parameters) {
    return Sql.list(store, Ended::of, sql, parameters);
  }
}
