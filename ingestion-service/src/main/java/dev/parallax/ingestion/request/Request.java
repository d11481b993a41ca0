package dev.parallax.ingestion.request;

import dev.parallax.ingestion.source.Authority;
import java.time.Instant;

/**
 * A body that was read.
 *
 * @param kind what it is to be: track, batch, transaction, …
 * @param source whose write key came with it
 * @param authority how far it is believed about people
 */
public record Request(
    String kind, String source, Authority authority, Instant receivedAt, byte[] body) {}
