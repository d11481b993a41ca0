package dev.parallax.ingestion.request;

import java.time.Instant;

/**
 * A body that was read.
 *
 * @param kind what it is to be: track, batch, transaction, …
 * @param source whose write key came with it
 */
public record Request(String kind, String source, Instant receivedAt, byte[] body) {}
