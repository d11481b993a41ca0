package dev.parallax.ingestion.archive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code parallax.archive.*}. Without a directory or bucket there is no archive. */
@ConfigMapping(prefix = "parallax.archive")
interface ArchiveConfig {
  /** The folder the archive is in; of several replicas, one that they share. */
  Optional<Path> directory();

  /** The bucket the archive is in, by {@code parallax.s3}; not together with a directory. */
  Optional<String> bucket();

  /** What the names of objects in the bucket begin with. */
  @WithDefault("archive/")
  String prefix();

  /** Where files for a bucket are written before they are sent. */
  @WithDefault("${java.io.tmpdir}/parallax-archive")
  Path work();

  /** A file is closed after this long at the latest, and its events can be seen. */
  @WithDefault("5m")
  Duration rollAfter();

  /** A file is closed once its events have so many bytes, as they stand on the log. */
  @WithDefault("256M")
  MemorySize rollBytes();

  /**
   * Events a second at most, each some 5 µs of processor time: under a peak the archive falls
   * behind and catches up afterwards, since the log waits.
   */
  @WithDefault("20000")
  int perSecond();
}
