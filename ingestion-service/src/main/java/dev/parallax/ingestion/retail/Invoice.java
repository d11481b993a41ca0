package dev.parallax.ingestion.retail;

import java.util.ArrayList;
import java.util.List;

/** The lines of one invoice in the order of the file. */
final class Invoice {
  /** One event has to hold them all, each with texts of their largest size, on the log. */
  static final int MOST_LINES = 2_000;

  private final List<RetailRow> lines = new ArrayList<>();

  /**
   * @return false when there are too many already
   */
  boolean add(RetailRow row) {
    return lines.size() < MOST_LINES && lines.add(row);
  }

  RetailRow first() {
    return lines.getFirst();
  }

  List<RetailRow> lines() {
    return lines;
  }

  /** Without a product it only moves money: postage sent after, a discount, a fee. */
  boolean hasProducts() {
    return lines.stream().anyMatch(line -> !StockCodes.isService(line.stockCode()));
  }

  /**
   * Lines that repeat an earlier one in everything. They stay: an invoice may name an article
   * twice.
   */
  int repeatedLines() {
    int repeated = 0;
    for (int i = 1; i < lines.size(); i++) {
      RetailRow line = lines.get(i);
      if (lines.subList(0, i).stream().anyMatch(line::repeats)) {
        repeated++;
      }
    }
    return repeated;
  }
}
