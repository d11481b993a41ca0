package dev.parallax.fraud.label;

import java.time.Instant;

/**
 * The truth about a transaction.
 *
 * @param origin chargeback or analyst
 * @param labelledAt now where it is not given
 */
public record LabelRequest(
    String transactionId, Boolean fraud, String origin, Instant labelledAt) {}
