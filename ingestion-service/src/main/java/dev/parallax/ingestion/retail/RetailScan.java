package dev.parallax.ingestion.retail;

import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
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
 * @param rows of the file up to the limit, and to the end of the invoice that it would cut: what is
 *     left out would be dropped when the whole file is imported later
 * @param lastRows of the interrupted invoices only, by the hash of their number
 */
record RetailScan(long rows, RetailCatalog catalog, Map<Long, Long> lastRows) {

  /**
   * @param limit of rows
   * @param now see {@link RetailFormat#read}
   * @param progress hears the number of each thousandth row
   */
  static RetailScan read(ImportFile file, long limit, Instant now, LongConsumer progress)
      throws IOException, UnreadableFileException {
    RetailCatalog catalog = new RetailCatalog();
    HashSet64 seen = new HashSet64();
    Map<Long, Long> lastRows = new HashMap<>();
    String current = null;
    boolean interrupted = false;
    long rows = 0;
    try (CsvFile csv = CsvFile.open(file)) {
      RetailFormat format = new RetailFormat(csv.header());
      String last = null;
      for (Row row = csv.next(); row != null; row = csv.next()) {
        String invoice = format.invoice(row);
        if (rows >= limit && !invoice.equals(last)) {
          break;
        }
        last = invoice;
        rows++;
        if (rows % 1000 == 0) {
          progress.accept(rows);
        }
        if (!(format.read(row, now) instanceof Checked.Valid<RetailRow>(RetailRow valid))) {
          continue;
        }
        catalog.add(valid);
        if (!valid.invoice().equals(current)) {
          current = valid.invoice();
          interrupted = !seen.add(current);
        }
        if (interrupted) {
          lastRows.put(HashSet64.hash(current), row.number());
        }
      }
    }
    return new RetailScan(rows, catalog, lastRows);
  }

  /**
   * The row an invoice ends with; 0 when it is not interrupted, so that it ends where another
   * begins.
   */
  long lastRow(String invoice) {
    return lastRows.isEmpty() ? 0 : lastRows.getOrDefault(HashSet64.hash(invoice), 0L);
  }
}
