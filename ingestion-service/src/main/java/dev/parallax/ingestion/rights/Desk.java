package dev.parallax.ingestion.rights;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.ingestion.archive.ArchiveErasure;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.privacy.Answers;
import dev.parallax.kit.privacy.SealedBox;
import dev.parallax.kit.service.ServiceIdentity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Takes requests in. What ingestion itself has to do is done, and what the others have to do is in
 * the outbox, in the transaction that writes the request down: neither can be lost, whatever is
 * away meanwhile.
 */
@ApplicationScoped
class Desk {
  private static final int TRANSACTION_SECONDS = 60;

  private final People people;
  private final IngestionData data;
  private final ArchiveErasure archive;
  private final PrivacyRequests requests;
  private final Completion completion;
  private final Erasures erasures;
  private final Answers answers;
  private final Outbox outbox;
  private final Audit audit;
  private final VaultCipher cipher;
  private final List<String> services;
  private final Clock clock;

  Desk(
      People people,
      IngestionData data,
      ArchiveErasure archive,
      PrivacyRequests requests,
      Completion completion,
      Erasures erasures,
      Answers answers,
      Outbox outbox,
      Audit audit,
      VaultCipher cipher,
      PrivacyConfig config,
      ServiceIdentity service,
      Clock clock) {
    this.people = people;
    this.data = data;
    this.archive = archive;
    this.requests = requests;
    this.completion = completion;
    this.erasures = erasures;
    this.answers = answers;
    this.outbox = outbox;
    this.audit = audit;
    this.cipher = cipher;
    this.services = new ArrayList<>(List.of(service.name()));
    this.services.addAll(config.services());
    this.clock = clock;
  }

  /**
   * Each time anew, since there may be something new to erase; of what is gone nothing is counted.
   */
  UUID erase(PersonQuery query) {
    return inTransaction(
        () -> {
          erasures.lock();
          Person person = people.find(query);
          PrivacyRequested request = request(PrivacyRequested.Kind.ERASE, person, null);
          erasures.mark(person.cids(), request.occurredAt());
          requests.cancelExports(person.cids());
          requests.add(request, whoErases(), null);
          requests.answer(List.of(answers.erased(request, data.erase(person.cids()))));
          outbox.add(Topics.PRIVACY_REQUESTS, request);
          // It is audited, and whoever holds the audit log's head must wait for nobody any more.
          archive
              .erase(Set.copyOf(person.cids()))
              .ifPresent(job -> requests.archivedBy(UUID.fromString(request.id()), job.id()));
          return close(request);
        });
  }

  /** One that is under way for the same person is answered again. */
  UUID export(PersonQuery query) {
    return inTransaction(
        () -> {
          erasures.shareLock(); // Whoever erases the person meanwhile must find the request.
          Person person = people.find(query);
          var underWay = requests.findOpen(PrivacyRequested.Kind.EXPORT, person.cid());
          if (underWay.isPresent()) {
            return UUID.fromString(underWay.get().id());
          }
          KeyPair keys = SealedBox.newKeys();
          PrivacyRequested request =
              request(PrivacyRequested.Kind.EXPORT, person, keys.getPublic().getEncoded());
          byte[] privateKey =
              cipher.seal(keys.getPrivate().getEncoded(), Archives.keyOwner(request.id()));
          requests.add(request, services, privateKey);
          requests.answer(answers.handedOver(request, data.gather(person.cids())));
          outbox.add(Topics.PRIVACY_REQUESTS, request);
          return close(request);
        });
  }

  /** The archive answers last, once its job has run. */
  private List<String> whoErases() {
    List<String> all = new ArrayList<>(services);
    if (archive.isKept()) {
      all.add(ArchiveReceipts.ARCHIVE);
    }
    return all;
  }

  private UUID close(PrivacyRequested request) {
    UUID id = UUID.fromString(request.id());
    completion.settle(id); // Where nobody else has to answer.
    audit.record(
        request.kind() == PrivacyRequested.Kind.ERASE ? "erasure-requested" : "export-requested",
        request.id(),
        Map.of("cid", request.cid()));
    return id;
  }

  private PrivacyRequested request(PrivacyRequested.Kind kind, Person person, byte[] recipient) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // As precise as the store.
    return new PrivacyRequested(
        UuidCreator.getTimeOrderedEpoch().toString(),
        person.cid(),
        kind,
        person.cids(),
        recipient,
        now);
  }

  private static UUID inTransaction(Callable<UUID> work) {
    return QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).call(work);
  }
}
