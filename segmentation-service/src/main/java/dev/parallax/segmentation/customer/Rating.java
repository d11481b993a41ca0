package dev.parallax.segmentation.customer;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * Stars a customer gave.
 *
 * @param stars 1 to 5
 */
record Rating(String cid, String eventId, BigDecimal stars, Instant occurredAt) {
  private static final BigDecimal LEAST = BigDecimal.ONE;
  private static final BigDecimal MOST = BigDecimal.valueOf(5);

  static boolean isValid(BigDecimal stars) {
    return stars != null && stars.compareTo(LEAST) >= 0 && stars.compareTo(MOST) <= 0;
  }
}
