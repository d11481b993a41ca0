package dev.parallax.ingestion.retail;

import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.ingestion.vault.Vault;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts a chunk where it belongs; may be repeated, to the same effect. */
@ApplicationScoped
class RetailStore {
  private static final int TRANSACTION_SECONDS = 120;

  private final Profiles profiles;
  private final Vault vault;
  private final Quarantine quarantine;
  private final Publisher publisher;
  private final Rate rate;

  RetailStore(
      Profiles profiles, Vault vault, Quarantine quarantine, Publisher publisher, Rate rate) {
    this.profiles = profiles;
    this.vault = vault;
    this.quarantine = quarantine;
    this.publisher = publisher;
    this.rate = rate;
  }

  /**
   * @return how many profiles were announced
   */
  int write(RetailChunk chunk) {
    publisher.requireLog();
    int announced =
        QuarkusTransaction.requiringNew()
            .timeout(TRANSACTION_SECONDS)
            .call(
                () -> {
                  Profiles.Applied applied = profiles.apply(chunk.profiles());
                  vault.put(chunk.personal());
                  quarantine.keep(chunk.rejections());
                  publisher.publish(
                      chunk.events().stream()
                          .map(event -> new Publisher.Addressed(Topics.CUSTOMER_EVENTS, event))
                          .toList());
                  return applied.announced();
                });
    rate.rejected(chunk.rejections().size());
    return announced;
  }
}
