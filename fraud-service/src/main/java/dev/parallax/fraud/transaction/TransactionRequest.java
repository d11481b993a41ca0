package dev.parallax.fraud.transaction;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A transaction as callers send it, with real identifiers; the same as ingestion takes.
 *
 * @param id the caller's own; a repeat is recognised by it
 * @param account card or account number, or a token for it
 * @param amount in {@code currency}; refunds negative
 */
public record TransactionRequest(
    String id,
    String userId,
    String account,
    BigDecimal amount,
    String currency,
    Instant occurredAt,
    String terminal,
    String device,
    String country,
    String channel,
    String orderId,
    String kind) {}
