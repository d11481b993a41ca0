package dev.parallax.ingestion.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A write key as administrators see it, without the key.
 *
 * @param prefix how it begins
 * @param expiresAt until when it holds, null for good
 * @param revokedAt since when it does not hold any more
 * @param lastUsedAt within about a minute; null: never
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SourceKey(
    String id,
    String prefix,
    Instant createdAt,
    Instant expiresAt,
    Instant revokedAt,
    Instant lastUsedAt) {}
