package dev.parallax.ingestion.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** {@code parallax.imports.*}. */
@ConfigMapping(prefix = "parallax.imports")
interface ImportsConfig {
  /**
   * Where files wait until they are taken in. For an import to survive its machine it must be a
   * volume that is kept, and with several replicas one that they share.
   */
  // This default and the next are in application.properties, where other settings refer to them.
  Path directory();

  /** The largest file as it is sent. */
  MemorySize largest();
}
