package dev.parallax.ingestion.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the archive is. A file is first a draft that nobody sees; once the store has recorded it,
 * it is published under its path. Every step may be repeated.
 */
interface ArchivePlace {
  /** Where a draft is written, on this machine. */
  Path draft(String id) throws IOException;

  /** Makes a draft that is written safe, and reachable for every replica. */
  void stage(String id) throws IOException;

  /**
   * Shows a staged draft under its path, in the place of what was there.
   *
   * @throws java.nio.file.NoSuchFileException when neither draft nor file is there
   */
  void publish(String id, String path) throws IOException;

  void discard(String id) throws IOException;

  /**
   * Drafts that were last written before then, and what else replicas leave behind on this machine
   * when they are killed; each can be discarded by its name.
   */
  List<String> abandoned(Instant before) throws IOException;

  /**
   * A published file to be read on this machine; release it afterwards.
   *
   * @return nothing if somebody has deleted the file, as the firm may
   */
  Optional<Path> fetch(String path) throws IOException;

  /**
   * Tells a file that is not there or broken from a place that is away.
   *
   * @throws IOException when it is away, whatever file is asked for
   */
  void check() throws IOException;

  /** What was fetched is not needed any more. */
  void release(Path fetched) throws IOException;
}
