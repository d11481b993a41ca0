package dev.parallax.ingestion.retail;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.ingestion.catalog.Catalog;
import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.imports.ImportMapping;
import dev.parallax.ingestion.imports.ImportRun;
import dev.parallax.ingestion.imports.ImportTally;
import dev.parallax.ingestion.imports.Patience;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The mapping {@code online-retail}. Reads the file twice: once for the catalog, since a line's own
 * description is often cut or scribbled on, and once for the orders. After a crash both readings
 * start anew, which takes seconds, and nothing up to the checkpoint is counted or published again;
 * so all counts come out the same as without a crash.
 */
@ApplicationScoped
class OnlineRetailImport implements ImportMapping {
  private static final int CHUNK_ROWS = 10_000;
  private static final int CHUNK_ITEMS = 1_000;
  private static final List<Mistake> TOO_MANY_LINES =
      List.of(
          new Mistake(
              Code.TOO_LARGE, "InvoiceNo", "must have at most " + Invoice.MOST_LINES + " lines"));

  private final Pseudonyms pseudonyms;
  private final CurrentCids cids;
  private final Catalog catalog;
  private final RetailStore store;
  private final Patience patience;

  OnlineRetailImport(
      Pseudonyms pseudonyms,
      CurrentCids cids,
      Catalog catalog,
      RetailStore store,
      Patience patience) {
    this.pseudonyms = pseudonyms;
    this.cids = cids;
    this.catalog = catalog;
    this.store = store;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "online-retail";
  }

  @Override
  public void check(byte[] head) throws IOException, UnreadableFileException {
    RetailFormat.check(CsvFile.header(head));
  }

  @Override
  public ImportTally run(ImportRun run)
      throws IOException, UnreadableFileException, InterruptedException {
    RetailScan scan =
        RetailScan.read(
            run.file(),
            run.limit(),
            run.receivedAt(),
            row -> run.progress(0, 0, "reading, row " + row));
    ImportTally tally = run.tally();
    announce(run, tally, scan.catalog().items(run.receivedAt(), run.source()));
    RetailEvents events =
        new RetailEvents(pseudonyms, cids, scan.catalog(), run.receivedAt(), run.source());
    InvoiceGrouper invoices = new InvoiceGrouper(scan);
    RetailChunk chunk = new RetailChunk(run, tally, events);
    try (CsvFile csv = CsvFile.open(run.file())) {
      RetailFormat format = new RetailFormat(csv.header());
      for (long number = 1; number <= scan.end(); number++) {
        Row row = csv.next();
        if (scan.takes(row, format.invoice(row))) {
          take(row, run.receivedAt(), format, invoices, chunk, csv.header());
        }
        if (number % CHUNK_ROWS == 0 && number < scan.end()) {
          flush(run, tally, chunk, number, scan.end());
        }
      }
    }
    invoices.finish().forEach(chunk::complete);
    flush(run, tally, chunk, scan.end(), scan.end());
    return tally;
  }

  private void announce(ImportRun run, ImportTally tally, List<CatalogItemChanged> items)
      throws InterruptedException {
    for (int from = 0; from < items.size(); from += CHUNK_ITEMS) {
      List<CatalogItemChanged> part =
          items.subList(from, Math.min(from + CHUNK_ITEMS, items.size()));
      int announced = patience.call(() -> catalog.put(part));
      if (announced > 0) {
        tally.published(Topics.CATALOG, announced);
        run.checkpoint(run.resumeAfter(), tally);
      }
    }
  }

  private static void take(
      Row row,
      Instant now,
      RetailFormat format,
      InvoiceGrouper invoices,
      RetailChunk chunk,
      List<String> header)
      throws UnreadableFileException {
    chunk.at(row.number());
    switch (format.read(row, now)) {
      case Checked.Valid<RetailRow>(RetailRow valid) -> {
        InvoiceGrouper.Added added = invoices.add(valid);
        added.complete().forEach(chunk::complete);
        if (added.taken()) {
          chunk.accept(valid);
        } else {
          chunk.reject(TOO_MANY_LINES, row.toJson(header), valid.customerId());
        }
      }
      case Checked.Invalid<RetailRow>(List<Mistake> mistakes) ->
          chunk.reject(mistakes, row.toJson(header), format.customer(row));
    }
  }

  private void flush(ImportRun run, ImportTally tally, RetailChunk chunk, long row, long rows)
      throws InterruptedException {
    if (row > run.resumeAfter()) {
      RetailStore.Written written = patience.call(() -> store.write(chunk, run.receivedAt()));
      tally.published(Topics.CUSTOMER_PROFILES, written.profiles());
      tally.published(Topics.CUSTOMER_EVENTS, written.events());
      tally.customers(chunk.customers());
      run.checkpoint(row, tally);
    }
    chunk.clear();
    run.progress(row, rows, "publishing");
  }
}
