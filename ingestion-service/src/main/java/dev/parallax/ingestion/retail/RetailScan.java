package dev.parallax.ingestion.retail;

import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.imports.HashSet64;
import dev.parallax.ingestion.validation.Checked;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The first reading of a file: its catalog, and which invoices are interrupted by others, so that
 * the second reading can send each invoice as soon as its last line is read and holds nothing else.
 *
 * @param rows to take: those up to the limit, and those after it that belong to invoices begun
 *     before it: what is left out of an invoice would be dropped when the whole file is imported
 *     later
 * @param end the last row to take
 * @param begun the invoices to take
 * @param lastRows of the interrupted invoices only, by the hash of their number
 */
record RetailScan(
    long rows,
    long limit,
    long end,
    HashSet64 begun,
    RetailCatalog catalog,
    Map<Long, Long> lastRows) {
  /** More of them, and the file is in no order that could be held in memory. */
  private static final int MOST_INTERRUPTED = 200_000;

  /**
   * @param limit of rows
   * @param now see {@link RetailFormat#read}
   * @param progress hears the number of each thousandth row
   * @throws UnreadableFileException also when the file is in no order at all
   */
  static RetailScan read(ImportFile file, long limit, Instant now, LongConsumer progress)
      throws IOException, UnreadableFileException {
    RetailCatalog catalog = new RetailCatalog();
    HashSet64 begun = new HashSet64();
    Map<Long, Long> lastRows = new HashMap<>();
    String current = null;
    boolean interrupted = false;
    long rows = 0;
    long end = 0;
    try (CsvFile csv = CsvFile.open(file)) {
      RetailFormat format = new RetailFormat(csv.header());
      for (Row row = csv.next(); row != null; row = csv.next()) {
        if (row.number() % 1000 == 0) {
          progress.accept(row.number());
        }
        if (row.number() > limit && !begun.contains(format.invoice(row))) {
          continue;
        }
        rows++;
        end = row.number();
        if (!(format.read(row, now) instanceof Checked.Valid<RetailRow>(RetailRow valid))) {
          continue;
        }
        catalog.add(valid);
        if (!valid.invoice().equals(current)) {
          current = valid.invoice();
          interrupted = !begun.add(current);
        }
        if (interrupted) {
          lastRows.put(HashSet64.hash(current), row.number());
          if (lastRows.size() > MOST_INTERRUPTED) {
            throw InvoiceGrouper.noOrder();
          }
        }
      }
    }
    return new RetailScan(rows, limit, end, begun, catalog, lastRows);
  }

  /**
   * Whether a row is to be taken.
   *
   * @param invoice see {@link RetailFormat#invoice}
   */
  boolean takes(Row row, String invoice) {
    return row.number() <= limit || begun.contains(invoice);
  }

  /**
   * The row an invoice ends with; 0 when it is not interrupted, so that it ends where another
   * begins.
   */
  long lastRow(String invoice) {
    return lastRows.isEmpty() ? 0 : lastRows.getOrDefault(HashSet64.hash(invoice), 0L);
  }
}
