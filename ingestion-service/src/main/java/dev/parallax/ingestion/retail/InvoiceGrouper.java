package dev.parallax.ingestion.retail;

import dev.parallax.ingestion.file.UnreadableFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts lines together to invoices; holds only the present one and those that are interrupted. */
final class InvoiceGrouper {
  private static final int MOST_HELD = 20_000;

  private final RetailScan scan;
  private final Map<String, Invoice> interrupted = new LinkedHashMap<>();
  private Invoice current;
  private long lastRow;

  InvoiceGrouper(RetailScan scan) {
    this.scan = scan;
  }

  /** What adding a line came to. */
  record Added(boolean taken, List<Invoice> complete) {}

  /**
   * @return whether the line was taken, and the invoices that are complete now
   * @throws UnreadableFileException when the file is in no order at all
   */
  Added add(RetailRow row) throws UnreadableFileException {
    List<Invoice> complete = new ArrayList<>(1);
    if (current == null || !current.first().invoice().equals(row.invoice())) {
      close(complete);
      Invoice before = interrupted.remove(row.invoice());
      current = before == null ? new Invoice() : before;
      lastRow = scan.lastRow(row.invoice());
    }
    boolean taken = current.add(row);
    return new Added(taken, complete);
  }

  /** The last invoices, once the file is read. */
  List<Invoice> finish() throws UnreadableFileException {
    List<Invoice> complete = new ArrayList<>();
    close(complete);
    complete.addAll(interrupted.values());
    interrupted.clear();
    return complete;
  }

  private void close(List<Invoice> complete) throws UnreadableFileException {
    if (current == null) {
      return;
    }
    RetailRow last = current.lines().getLast();
    if (lastRow <= last.row()) {
      complete.add(current);
    } else {
      interrupted.put(last.invoice(), current);
      if (interrupted.size() > MOST_HELD) {
        throw noOrder();
      }
    }
    current = null;
  }

  static UnreadableFileException noOrder() {
    return new UnreadableFileException(
        "the lines of too many invoices are apart: sort the file by InvoiceNo");
  }
}
