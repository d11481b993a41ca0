package dev.parallax.ingestion.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.imports.AssertedConsent;
import dev.parallax.ingestion.imports.ImportMapping;
import dev.parallax.ingestion.imports.ImportRun;
import dev.parallax.ingestion.imports.ImportTally;
import dev.parallax.ingestion.imports.Patience;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.erasure.ErasedSince;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The mapping {@code transactions}: CSV whose columns are named as the fields of {@code
 * /v1/transactions}.
 */
@ApplicationScoped
class TransactionsImport implements ImportMapping {
  static final String NAME = "transactions";

  private static final int CHUNK_ROWS = 5_000;
  private static final Set<String> REQUIRED =
      Set.of("id", "account", "amount", "currency", "occurredAt");

  private final TransactionReader reader;
  private final Profiles profiles;
  private final Publisher publisher;
  private final Quarantine quarantine;
  private final Rate rate;
  private final Patience patience;
  private final Erasures erasures;

  private record Written(int events, int profiles) {}

  private record Chunk(
      List<TransactionRecorded> events, List<ProfileUpdate> consent, List<Rejection> rejections) {
    Chunk() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    boolean isFull() {
      return events.size() + rejections.size() >= CHUNK_ROWS;
    }
  }

  TransactionsImport(
      Pseudonyms pseudonyms,
      CurrentCids cids,
      Profiles profiles,
      Publisher publisher,
      Quarantine quarantine,
      Rate rate,
      Patience patience,
      Erasures erasures) {
    this.reader = new TransactionReader(pseudonyms, cids);
    this.profiles = profiles;
    this.publisher = publisher;
    this.quarantine = quarantine;
    this.rate = rate;
    this.patience = patience;
    this.erasures = erasures;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void check(byte[] head) throws IOException, UnreadableFileException {
    check(CsvFile.header(head));
  }

  @Override
  public ImportTally run(ImportRun run)
      throws IOException, UnreadableFileException, InterruptedException {
    ImportTally tally = run.tally();
    AssertedConsent consent = new AssertedConsent(run);
    Chunk chunk = new Chunk();
    long number = 0;
    try (CsvFile csv = CsvFile.open(run.file())) {
      check(csv.header());
      for (Row row = csv.next(); row != null && row.number() <= run.limit(); row = csv.next()) {
        number = row.number();
        if (number <= run.resumeAfter()) {
          continue;
        }
        take(row, csv.header(), run, consent, tally, chunk);
        if (chunk.isFull()) {
          flush(run, tally, chunk, number);
          chunk = new Chunk();
          run.progress(csv.bytesRead(), run.file().size(), "publishing, row " + number);
        }
      }
    }
    flush(run, tally, chunk, number);
    run.progress(run.file().size(), run.file().size(), "publishing, row " + number);
    return tally;
  }

  private void take(
      Row row,
      List<String> header,
      ImportRun run,
      AssertedConsent consent,
      ImportTally tally,
      Chunk chunk) {
    ObjectNode json = row.toJson(header);
    Checked<TransactionRecorded> read =
        row.fields().size() == header.size()
            ? reader.read(json, run.source(), run.receivedAt())
            : Checked.invalid(
                Code.MALFORMED_ROW,
                "row",
                "must have "
                    + header.size()
                    + " fields as the header, it has "
                    + row.fields().size());
    switch (read) {
      case Checked.Valid<TransactionRecorded>(TransactionRecorded event) -> {
        tally.accepted(1);
        chunk.events().add(event);
        consent.of(event.cid()).ifPresent(chunk.consent()::add);
      }
      case Checked.Invalid<TransactionRecorded>(List<Mistake> mistakes) -> {
        tally.rejected(mistakes.getFirst().code());
        chunk.rejections().add(run.rejection(row.number(), mistakes, json));
      }
    }
  }

  private void flush(ImportRun run, ImportTally tally, Chunk chunk, long row)
      throws InterruptedException {
    if (row <= run.resumeAfter()) {
      return;
    }
    Written written =
        patience.call(
            () -> {
              publisher.requireLog();
              return QuarkusTransaction.requiringNew()
                  .call(() -> write(chunk, erasures.shareLock(run.receivedAt())));
            });
    tally.published(Topics.TRANSACTIONS, written.events());
    tally.published(Topics.CUSTOMER_PROFILES, written.profiles());
    rate.rejected(chunk.rejections().size());
    run.checkpoint(row, tally);
  }

  private Written write(Chunk chunk, ErasedSince erased) {
    int announced = profiles.apply(erased.without(chunk.consent(), ProfileUpdate::cid)).announced();
    quarantine.keep(chunk.rejections());
    return new Written(
        publisher.publishAll(
            Topics.TRANSACTIONS, erased.without(chunk.events(), TransactionRecorded::cid)),
        announced);
  }

  private static void check(List<String> header) throws UnreadableFileException {
    List<String> missing =
        REQUIRED.stream().filter(name -> !header.contains(name)).sorted().toList();
    if (!missing.isEmpty()) {
      throw new UnreadableFileException(
          "the header must have the columns id, account, amount, currency, occurredAt; missing: "
              + String.join(", ", missing));
    }
  }
}
