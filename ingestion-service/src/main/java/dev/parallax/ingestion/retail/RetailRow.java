package dev.parallax.ingestion.retail;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A valid invoice line.
 *
 * @param row in the file, from 1
 * @param stockCode in capitals, since the file writes the same code in both cases
 * @param description may be empty
 * @param quantity positive in refunds too
 * @param customerId null where the file has none
 */
record RetailRow(
    long row,
    String invoice,
    String stockCode,
    String description,
    long quantity,
    Instant time,
    BigDecimal price,
    String customerId,
    String country) {

  /** Cancellations' numbers begin with C. */
  boolean refund() {
    return isRefund(invoice);
  }

  static boolean isRefund(String invoice) {
    return invoice.charAt(0) == 'C' || invoice.charAt(0) == 'c';
  }

  BigDecimal value() {
    return price.multiply(BigDecimal.valueOf(quantity));
  }

  /** Whether it repeats another line in everything but its place. */
  boolean repeats(RetailRow other) {
    return invoice.equals(other.invoice)
        && stockCode.equals(other.stockCode)
        && description.equals(other.description)
        && quantity == other.quantity
        && time.equals(other.time)
        && price.equals(other.price);
  }
}
