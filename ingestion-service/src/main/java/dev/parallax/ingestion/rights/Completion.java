package dev.parallax.ingestion.rights;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Collects receipts; with the last one an erasure gets its certificate, and an export its archive.
 */
@ApplicationScoped
class Completion {
  private static final Logger LOG = Logger.getLogger(Completion.class);
  private static final String DONE =
      """
      update privacy_request set state = 'done', completed_at = ?, certificate = ?
      where id = ?
      """;

  private final AgroalDataSource store;
  private final EventBatches batches;
  private final PrivacyRequests requests;
  private final Certificates certificates;
  private final Archives archives;
  private final Audit audit;
  private final Clock clock;

  Completion(
      AgroalDataSource store,
      EventBatches batches,
      PrivacyRequests requests,
      Certificates certificates,
      Archives archives,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.batches = batches;
    this.requests = requests;
    this.certificates = certificates;
    this.archives = archives;
    this.audit = audit;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.PRIVACY_RECEIPTS, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(records, PrivacyAnswered.class, this::apply);
  }

  private void apply(List<PrivacyAnswered> answers) {
    requests.answer(answers);
    List<UUID> ids =
        answers.stream()
            .map(PrivacyAnswered::requestId)
            .distinct()
            .sorted()
            .map(UUID::fromString)
            .toList();
    // All before the first is audited: whoever holds the audit log's head must wait for nobody.
    ids.forEach(requests::lockOpen);
    ids.forEach(this::settle);
  }

  /** Ends a request that nobody is missing from any more; within the current transaction. */
  void settle(UUID id) {
    requests
        .lockOpen(id)
        .filter(request -> request.missing().isEmpty())
        .ifPresent(request -> finish(id, request));
  }

  private void finish(UUID id, PrivacyRequest request) {
    Instant now = clock.instant();
    String certificate = null;
    if (request.kind().equals("erase")) {
      certificate = certificates.sign(request, now);
    } else {
      archives.build(id, request, now);
    }
    done(id, now, certificate);
    audit.record(
        request.kind().equals("erase") ? "erasure-completed" : "export-completed",
        request.id(),
        Map.of("cid", request.cid()));
    LOG.infof("privacy request completed kind=%s id=%s", request.kind(), id);
  }

  private void done(UUID id, Instant at, String certificate) {
    Sql.update(store, DONE, Timestamp.from(at), certificate, id);
  }
}
