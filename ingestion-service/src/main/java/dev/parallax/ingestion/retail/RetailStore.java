package dev.parallax.ingestion.retail;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.ingestion.vault.PersonalData;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.erasure.ErasedSince;
import dev.parallax.kit.erasure.Erasures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Puts a chunk where it belongs; may be repeated, to the same effect. */
@ApplicationScoped
class RetailStore {
  private static final int TRANSACTION_SECONDS = 120;

  private final Profiles profiles;
  private final Vault vault;
  private final Quarantine quarantine;
  private final Publisher publisher;
  private final Rate rate;
  private final Erasures erasures;

  /**
   * How much went out.
   *
   * @param profiles that were announced
   */
  record Written(int events, int profiles) {}

  RetailStore(
      Profiles profiles,
      Vault vault,
      Quarantine quarantine,
      Publisher publisher,
      Rate rate,
      Erasures erasures) {
    this.profiles = profiles;
    this.vault = vault;
    this.quarantine = quarantine;
    this.publisher = publisher;
    this.rate = rate;
    this.erasures = erasures;
  }

  /** Leaves out who was erased since the file came. */
  Written write(RetailChunk chunk, Instant receivedAt) {
    publisher.requireLog();
    Written written =
        QuarkusTransaction.requiringNew()
            .timeout(TRANSACTION_SECONDS)
            .call(
                () -> {
                  ErasedSince erased = erasures.shareLock(receivedAt);
                  Profiles.Applied applied =
                      profiles.apply(erased.without(chunk.profiles(), ProfileUpdate::cid));
                  vault.put(erased.without(chunk.personal(), PersonalData::cid));
                  quarantine.keep(chunk.rejections());
                  List<CustomerEvent> events = erased.without(chunk.events(), CustomerEvent::cid);
                  publisher.publishAll(Topics.CUSTOMER_EVENTS, events);
                  return new Written(events.size(), applied.announced());
                });
    rate.rejected(chunk.rejections().size());
    return written;
  }
}
