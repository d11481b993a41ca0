package dev.parallax.ingestion.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code parallax.imports.watch.*}: where files are looked for that nobody sends. */
@ConfigMapping(prefix = "parallax.imports.watch")
interface WatchConfig {
  /**
   * A folder with a subfolder for each mapping, by its name; of several replicas, one that they
   * share. Without it no folder is watched.
   */
  Optional<Path> directory();

  /** How often is looked. */
  @WithDefault("5s")
  Duration every();

  /** A file is taken once it has not changed for so long. */
  @WithDefault("5s")
  Duration settle();

  /**
   * How long a file lies in {@code done} with its report, which hold what it held; zero: until the
   * firm deletes it. What failed is left to whoever mends it.
   */
  @WithDefault("30d")
  Duration doneRetention();

  /** What is to be said of the files of a subfolder, by its name. */
  Map<String, Meaning> folders();

  /** Buckets that are looked through, each by a name of its own. */
  Map<String, Watched> buckets();

  /** As in the form of an upload. */
  interface Meaning {
    /** The mapping; the name of the subfolder where it is not given. */
    Optional<String> mapping();

    /** Whose inputs they are, by the name of a write key. */
    Optional<String> source();

    /** Purposes asserted for the customers, comma separated. */
    Optional<String> consent();
  }

  /** Objects of a bucket. */
  interface Watched {
    String bucket();

    /** What the names of the objects begin with. */
    @WithDefault("")
    String prefix();

    @WithParentName
    Meaning meaning();
  }
}
