package dev.parallax.ingestion.archive;

import java.time.Instant;

/**
 * A row of the archive: what stood on the log, and the fields that most questions ask for.
 *
 * @param eventId the {@code ce_id}; null for a tombstone
 * @param type the CloudEvents type; null for a tombstone
 * @param source whose write key it came with; null where the event has none
 * @param key the key on the log
 * @param cid whom it is about, a pseudonym; null where it is about nobody
 * @param name of a customer event
 * @param occurredAt event time
 * @param receivedAt when ingestion took it in, or came to know of a merge; null where the event
 *     does not say
 * @param kafkaTime when the log took it; the hour of the folder is that of this time
 * @param payload the event as JSON; null for a tombstone
 */
public record ArchivedEvent(
    String eventId,
    String type,
    String source,
    String key,
    String cid,
    String name,
    Instant occurredAt,
    Instant receivedAt,
    Instant kafkaTime,
    int kafkaPartition,
    long kafkaOffset,
    String payload) {}
