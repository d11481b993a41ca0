package dev.parallax.ingestion.outage;

import dev.parallax.ingestion.spool.SpoolFullException;
import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.StoreException;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 503 with Retry-After: the sender should come again with the same ids. */
class OutageMappers {
  private static final Logger LOG = Logger.getLogger(OutageMappers.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  /** An outage that filled the spool is not over in a moment. */
  private static final int SPOOL_RETRY_AFTER_SECONDS = 10;

  @ServerExceptionMapper
  Response brokerAway(LogUnavailableException e) {
    LOG.warnf("request refused, the broker is away cause=%s", e.getMessage());
    return unavailable(RETRY_AFTER_SECONDS);
  }

  @ServerExceptionMapper
  Response spoolFull(SpoolFullException e) {
    LOG.warnf("request refused cause=%s", e.getMessage());
    return unavailable(SPOOL_RETRY_AFTER_SECONDS);
  }

  @ServerExceptionMapper
  Response storeFailed(StoreException e) {
    return Outage.isPassing(e) ? databaseAway(e) : failed(e);
  }

  @ServerExceptionMapper
  Response transactionFailed(QuarkusTransactionException e) {
    return Outage.isPassing(e) ? databaseAway(e) : failed(e);
  }

  private static Response databaseAway(RuntimeException e) {
    LOG.warnf("request refused, the database is away cause=%s", e.getMessage());
    return unavailable(RETRY_AFTER_SECONDS);
  }

  private static Response unavailable(int retryAfterSeconds) {
    return Problems.unavailable(
            "not all of it was taken in, perhaps nothing; send the same again in a moment: what has an"
                + " id (messageId, id) counts once",
            retryAfterSeconds)
        .toResponse();
  }

  private static Response failed(RuntimeException e) {
    LOG.error("request failed", e);
    return Problems.internal().toResponse();
  }
}
