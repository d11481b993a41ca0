package dev.parallax.ingestion.transaction;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.records.RecordReplayer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;

/** Rejected transactions. */
@Singleton
class TransactionReplayer extends RecordReplayer<TransactionRecorded> {
  TransactionReplayer(Publisher publisher, Pseudonyms pseudonyms, CurrentCids cids) {
    super(
        "transaction",
        TransactionsImport.NAME,
        true,
        new TransactionReader(pseudonyms, cids),
        publishing(publisher, Topics.TRANSACTIONS));
  }
}
