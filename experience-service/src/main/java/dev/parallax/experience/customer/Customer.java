package dev.parallax.experience.customer;

import java.time.Instant;

/**
 * The one a pseudonym belongs to.
 *
 * @param id the key facts are kept by
 * @param erasedAt null unless erased
 */
public record Customer(long id, Instant erasedAt) {
  /** Whether an event received at that time was erased with the customer. */
  public boolean erased(Instant receivedAt) {
    return erasedAt != null && !receivedAt.isAfter(erasedAt);
  }
}
