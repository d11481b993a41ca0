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

/**
 * Announces requests again that are open for long. A service may be away for longer than the log
 * keeps a request; one that has done it knows it by its id and does nothing.
 */
@ApplicationScoped
class Reminder {
  private static final Duration PATIENCE = Duration.ofHours(6);
  private static final String OPEN =
      PastErasures.COLUMNS
          + " from privacy_request where state = 'open' and requested_at < ?"
          + " and (kind = 'erase' or recipient is not null) order by requested_at limit 500";

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

  /** Of what was asked for before that moment. */
  void remind(Instant before) {
    QuarkusTransaction.requiringNew()
        .run(() -> outbox.addAll(Topics.PRIVACY_REQUESTS, open(before)));
  }

  private List<PrivacyRequested> open(Instant before) {
    return Sql.list(store, PastErasures::request, OPEN, Timestamp.from(before));
  }
}
