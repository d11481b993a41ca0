package dev.parallax.ingestion.call;

import java.time.Duration;
import java.time.Instant;

/**
 * Corrects event times of devices whose clock is wrong, as the Segment spec does: what passed
 * between the event and the sending is right even on a wrong clock, so the event happened that long
 * before the receipt.
 */
final class ClockSkew {
  private ClockSkew() {}

  /**
   * @param claimed the sender's {@code originalTimestamp} or {@code timestamp}, null when absent:
   *     then it happened when it was received
   * @param sentAt by the sender's clock, null when absent: then the claimed time is taken as it is
   */
  static Instant correct(Instant claimed, Instant sentAt, Instant receivedAt) {
    if (claimed == null) {
      return receivedAt;
    }
    if (sentAt == null || sentAt.isBefore(claimed)) {
      return claimed;
    }
    return receivedAt.minus(Duration.between(claimed, sentAt));
  }
}
