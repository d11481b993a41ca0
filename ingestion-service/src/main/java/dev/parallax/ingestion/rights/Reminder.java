package dev.parallax.ingestion.rights;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Announces requests again that are open for long. A service may be away for longer than the log
 * keeps a request; one that has done it knows it by its id and does nothing.
 */
@ApplicationScoped
class Reminder {
  private static final Duration PATIENCE = Duration.ofHours(6);
  private static final int PAGE = 500;

  /** The archive is no service: it is asked by a job, and needs no reminder. */
  private static final String OPEN =
      PastErasures.COLUMNS
          + """
             from privacy_request r where state = 'open' and requested_at < ? and id > ?
              and (kind = 'erase' or recipient is not null)
              and exists (
                select from unnest(services) as asked(service)
                where service <> 'archive' and not exists (
                  select from privacy_answer a
                  where a.request_id = r.id and a.service = asked.service
                  having count(*) = max(a.parts)))
            order by id limit ?
            """;

  private final AgroalDataSource store;
  private final Outbox outbox;
  private final Clock clock;

  Reminder(AgroalDataSource store, Outbox outbox, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Scheduled(every = "6h", delayed = "10m")
  void remind() {
    remind(clock.instant().minus(PATIENCE));
  }

  /** Of what was asked for before that moment: a page in each transaction. */
  void remind(Instant before) {
    Optional<UUID> last = Optional.of(PastErasures.NONE);
    while (last.isPresent()) {
      UUID after = last.get();
      last = QuarkusTransaction.requiringNew().call(() -> remind(before, after));
    }
  }

  /**
   * @return the last that was announced
   */
  private Optional<UUID> remind(Instant before, UUID after) {
    List<PrivacyRequested> open =
        Sql.list(store, PastErasures::request, OPEN, Timestamp.from(before), after, PAGE);
    outbox.addAll(Topics.PRIVACY_REQUESTS, open);
    return open.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(open.getLast().id()));
  }
}
