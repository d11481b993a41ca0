package dev.parallax.ingestion.archive;

import java.time.Instant;

/**
 * A file of the archive.
 *
 * @param path within the archive
 * @param draft under which it is still to be published, null when it is
 * @param first the earliest time of the log in it
 */
public record ArchiveFile(
    String path, String draft, Instant first, Instant last, long rows, long bytes) {}
