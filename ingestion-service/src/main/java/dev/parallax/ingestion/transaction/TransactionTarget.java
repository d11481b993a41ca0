package dev.parallax.ingestion.transaction;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.imports.RecordTarget;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;

/** Rows of files that become transactions. */
@Singleton
class TransactionTarget extends RecordTarget<TransactionRecorded> {
  TransactionTarget(
      Pseudonyms pseudonyms,
      CurrentCids cids,
      Publisher publisher,
      Profiles profiles,
      Quarantine quarantine,
      Erasures erasures) {
    super(
        Target.TRANSACTIONS,
        Topics.TRANSACTIONS,
        new TransactionReader(pseudonyms, cids),
        TransactionRecorded::cid,
        events -> publisher.publishAll(Topics.TRANSACTIONS, events),
        profiles,
        quarantine,
        erasures);
  }
}
